import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
} from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Decision } from '../../authorization/terms/decision.ts';
import { UndecidableError } from '../../authorization/terms/undecidable-error.ts';
import type { Clients } from '../../client/clients.ts';
import type { DecisionRecord } from '../../gateway/record/decision-log.ts';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { documentedScenarios } from '../document/documented-scenarios.ts';
import { provision } from '../provision/provision.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { surroundingsOf } from '../provision/surroundings-of.ts';
import { Actors, type CastMember } from './actors.ts';

/** Requests that need all kinds of permissions, for everything that a scenario has. */
function requestsOn({
  scenario,
  values,
}: ProvisionedScenario): readonly ((clients: Clients) => Promise<unknown>)[] {
  const keys = Object.keys(scenario.document.keys).map((name) => values[`keys.${name}.arn`]);
  const buckets = Object.values(scenario.document.buckets).map(({ bucketName }) => bucketName);
  return [
    ...buckets.flatMap((Bucket) => [
      ({ s3 }: Clients) => s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a' })),
      ({ s3 }: Clients) => s3.send(new GetObjectCommand({ Bucket, Key: 'a' })),
      ({ s3 }: Clients) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'a' })),
      ({ s3 }: Clients) => s3.send(new DeleteObjectCommand({ Bucket, Key: 'b' })),
      ({ s3 }: Clients) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy: 'none' })),
    ]),
    ...keys.flatMap((KeyId) => [
      ({ kms }: Clients) => kms.send(new DescribeKeyCommand({ KeyId })),
      ({ kms }: Clients) => kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' })),
      async ({ kms }: Clients) => {
        const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('a') }));
        await kms.send(new DecryptCommand({ KeyId, CiphertextBlob }));
      },
    ]),
  ];
}

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
});

/** The records of all requests of the whole cast. */
async function played(provisioned: ProvisionedScenario): Promise<readonly DecisionRecord[]> {
  const { users, roles, accounts } = provisioned.scenario.document;
  const assumed = Object.keys(roles).filter((name) => roles[name]?.assumedBy !== undefined);
  const cast: readonly CastMember[] = [
    ...[...Object.keys(users), ...assumed].map((name) => ({ kind: 'named', name }) as const),
    ...Object.keys(accounts).map((account) => ({ kind: 'root', account }) as const),
    { kind: 'anonymous' },
  ];
  const actors = new Actors(provisioned);
  await actors.introduceUsers();
  lab.surround(surroundingsOf(provisioned, lab.surroundings));
  await actors.introduceRoles();
  const before = new Set(lab.decisionLog.records().map(({ id }) => id));
  for (const member of cast) {
    const { clients } = await actors.as(member);
    for (const request of requestsOn(provisioned)) await request(clients).catch(() => {});
  }
  return lab.decisionLog.records().filter(({ id }) => !before.has(id));
}

/** The decision without a request, from the principal and the permission only; undefined if they do not suffice. */
async function whatIf({ principal, service, region = '' }: DecisionRecord, { permission }: Decision) {
  const { action, resource, resourceAccount } = permission;
  if (principal === undefined) throw new Error('the record has no principal');
  const via = service === 's3' && action.startsWith('kms:') ? 's3' : undefined;
  try {
    return await lab.decide({
      principal,
      action,
      resource,
      resourceAccount,
      region,
      via,
      context: {},
      absent: [],
    });
  } catch (error) {
    if (error instanceof UndecidableError) return undefined;
    throw error;
  }
}

describe('what is decided without a request is what is decided with one, or nothing', () => {
  // Who may read an object there depends on the object, which the requests change.
  const ofOwners = ['object-ownership', 'denied-access'];
  const names = [...documentedScenarios().keys()].filter((name) => !ofOwners.includes(name));
  test.each(names)('in %s', async (name) => {
    const scenario = documentedScenarios().get(name);
    if (scenario === undefined) throw new Error(name);
    lab.clear();
    const provisioned = await provision(scenario, lab.endpoint);
    const records = await played(provisioned);
    let [same, open] = [0, 0];
    for (const record of records) {
      for (const decision of record.decisions) {
        const other = await whatIf(record, decision);
        if (other === undefined) open++;
        else same++;
        if (other !== undefined) expect(essenceOf(other)).toEqual(essenceOf(decision));
      }
    }
    expect(same).toBeGreaterThan(10);
    expect(open).toBeLessThan(same / 2);
  });
});

function essenceOf(decision: Decision) {
  const { result, permission } = decision;
  const asked = { result, action: permission.action, resource: permission.resource };
  if (decision.result === 'Granted') return { ...asked, statements: decision.statements };
  const { layer, explicit, statement, crossAccount } = decision;
  return { ...asked, layer, explicit, statement, crossAccount };
}
