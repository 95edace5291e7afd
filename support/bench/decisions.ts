import { Bench } from 'tinybench';
import { decide } from '../authorization/decide.ts';
import { parsePolicy } from '../authorization/parse-policy.ts';
import type { Permission } from '../authorization/terms/permission.ts';
import type { NamedPolicy, PoliciesInForce } from '../authorization/terms/policies-in-force.ts';
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

/** A request across accounts, which {@link policiesOf} allow. */
export const ACROSS_ACCOUNTS = { principal, permission } as const;

/** The kind of the other statements of a policy, relative to the action that is decided. */
type Fill = 'about other actions' | 'about the same action';

/** The cost of a decision as policies grow: by statements of either kind, and by policies of ten statements. */
export async function decisionRows(): Promise<Row[]> {
  const bench = new Bench({ time: 200 });
  const rows: { readonly what: string; readonly against: string }[] = [];
  const add = (what: string, against: string, policies: PoliciesInForce): void => {
    rows.push({ what, against });
    bench.add(what, () => {
      if (decide({ principal, permission, policies }).result !== 'Granted') throw new Error('denied');
    });
  };
  for (const fill of ['about other actions', 'about the same action'] as const) {
    for (const size of [1, 10, 100, 1000, 5000]) {
      const name = (n: number) => `decision across accounts, ${n} statements a policy, ${fill}`;
      add(name(size), name(1), policiesOf(size, fill));
    }
  }
  for (const count of [1, 10, 100, 500]) {
    const name = (n: number) => `decision across accounts, ${n} identity policies of 10 statements`;
    add(name(count), name(1), manyPolicies(count));
  }
  await bench.run();
  return rows.map(({ what, against }) => {
    const cost = microseconds(bench, what);
    const first = microseconds(bench, against);
    return {
      what,
      measured: `${cost.toFixed(2)} µs`,
      against: `the smallest, ${first.toFixed(2)} µs`,
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

const ACCOUNT = { Principal: { AWS: 'arn:aws:iam::222222222222:root' } };
const ALLOW = { Effect: 'Allow', Action: ['kms:Encrypt', 'kms:GenerateDataKey*'], Resource: '*' };

/** A key policy and an identity policy; the last statement of each allows. */
export function policiesOf(size: number, fill: Fill): PoliciesInForce {
  const via = { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } };
  const key = [...fillers(size - 1, fill, ACCOUNT), { ...ALLOW, ...ACCOUNT, Condition: via }];
  return {
    identity: [identityPolicy([...fillers(size - 1, fill, {}), ALLOW])],
    resource: { name: 'key policy', layer: 'key policy', policy: parse(key, 'key') },
  };
}

/** Identity policies of ten statements each; the last statement of the last policy allows. */
function manyPolicies(count: number): PoliciesInForce {
  const { resource } = policiesOf(1, 'about other actions');
  const others = Array.from({ length: count - 1 }, () =>
    identityPolicy(fillers(10, 'about the same action', {})),
  );
  return {
    identity: [...others, identityPolicy([...fillers(9, 'about the same action', {}), ALLOW])],
    resource,
  };
}

function fillers(count: number, fill: Fill, more: object): readonly object[] {
  return Array.from({ length: count }, (_, i) =>
    fill === 'about other actions'
      ? {
          Sid: `S${i}`,
          Effect: 'Allow',
          ...more,
          Action: ['s3:ListBucket', `dynamodb:Op${i}`],
          Resource: `arn:aws:s3:::bucket-${i}`,
        }
      : {
          Sid: `S${i}`,
          Effect: 'Allow',
          ...more,
          Action: 'kms:GenerateDataKey*',
          Resource: `${keyArn.slice(0, -4)}${i}`,
        },
  );
}

function identityPolicy(statements: readonly object[]): NamedPolicy {
  return { name: 'identity', layer: 'identity', policy: parse(statements, 'identity') };
}

function parse(Statement: readonly object[], kind: 'identity' | 'key') {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), { kind });
}
