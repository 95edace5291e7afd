import { Bench } from 'tinybench';
import { decide } from '../authorization/decide.ts';
import { parsePolicy } from '../authorization/parse-policy.ts';
import type { Permission } from '../authorization/permission.ts';
import type { PoliciesInForce } from '../authorization/policies-in-force.ts';
import type { Row } from './table.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/6ce3cf15-3c70-42d4-ad34-f77a3ed15813';

const principal = {
  type: 'AssumedRole',
  accountId: '222222222222',
  arn: 'arn:aws:sts::222222222222:assumed-role/transfer/upload',
  roleArn: 'arn:aws:iam::222222222222:role/transfer',
  roleName: 'transfer',
  roleId: 'AROAEXAMPLEEXAMPLEROL',
  userId: 'AROAEXAMPLEEXAMPLEROL:upload',
  sessionName: 'upload',
  sessionPolicies: [],
  sessionTags: {},
} as const;

const permission: Permission = {
  action: 'kms:GenerateDataKey',
  resource: keyArn,
  resourceAccount: '111111111111',
  context: {
    get: (key) => (key.toLowerCase() === 'kms:viaservice' ? ['s3.eu-west-1.amazonaws.com'] : undefined),
  },
};

/** What a decision costs with 1, 10, 100 and 1,000 statements on each side. */
export async function decisionRows(): Promise<Row[]> {
  const sizes = [1, 10, 100, 1000];
  const bench = new Bench({ time: 300 });
  for (const size of sizes) {
    const policies = policiesOf(size);
    bench.add(String(size), () => {
      if (decide({ principal, permission, policies }).outcome !== 'Granted') throw new Error('denied');
    });
  }
  await bench.run();
  const [first = Number.NaN] = sizes.map((size) => microseconds(bench, String(size)));
  return sizes.map((size) => {
    const cost = microseconds(bench, String(size));
    return {
      what: `decision across accounts, ${size} statements a policy`,
      measured: `${cost.toFixed(2)} µs`,
      against: '1 statement a policy',
      ratio: `${(cost / first).toFixed(1)}×`,
    };
  });
}

/** The mean time of a task, in microseconds. */
export function microseconds(bench: Bench, name: string): number {
  const result = bench.getTask(name)?.result;
  if (result === undefined || !('latency' in result)) throw new Error(`${name} was not measured`);
  return result.latency.mean * 1000;
}

/** A key policy and an identity policy, in both of which the last statement is the one that allows. */
function policiesOf(size: number): PoliciesInForce {
  const fillers = (principalElement: object) =>
    Array.from({ length: size - 1 }, (_, i) => ({
      Sid: `S${i}`,
      Effect: 'Allow',
      ...principalElement,
      Action: ['s3:ListBucket', `dynamodb:Op${i}`],
      Resource: `arn:aws:s3:::bucket-${i}`,
    }));
  const allow = { Effect: 'Allow', Action: ['kms:Encrypt', 'kms:GenerateDataKey*'], Resource: '*' };
  const account = { Principal: { AWS: 'arn:aws:iam::222222222222:root' } };
  const via = { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } };
  const key = [...fillers(account), { ...allow, ...account, Condition: via }];
  return {
    identity: [{ name: 'identity', layer: 'identity', policy: parse([...fillers({}), allow], 'identity') }],
    resource: { name: 'key policy', layer: 'key policy', policy: parse(key, 'key') },
  };
}

function parse(Statement: readonly object[], kind: 'identity' | 'key') {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), { kind });
}
