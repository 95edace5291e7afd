import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetBucketTaggingCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { Actors } from '../cast/actors.ts';
import { allowing, keyPolicy, policyOf, twoAccounts, WrittenScenario } from '../testing/written-scenario.ts';
import { provision } from './provision.ts';

const written = new WrittenScenario();
/** Written in two parts, so that it is not read as a template. */
const TEAM = '$' + '{aws:PrincipalTag/team}';
let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

const YAML = `${twoAccounts}users:
  ann: { account: data, tags: { team: data } }
  bob: { account: data }
groups:
  readers: { account: data, path: /teams/, members: [ann], policies: [read.json], managedPolicies: [describe.json] }
roles:
  first:
    account: data
    trust: trust.json
    policies: [assume.json]
    assumedBy:
      service: lambda.amazonaws.com
      sessionName: nightly
      sessionTags: { team: data, shift: night }
      transitiveTags: [team]
      sourceIdentity: ann
  second:
    account: partner
    trust: trusts-first.json
    policies: [everything.json]
    assumedBy: { role: first, sessionPolicies: [read.json], externalId: x-1 }
keys:
  reports: { account: data, policy: key.json, tags: { team: data } }
buckets:
  reports: { account: data, bucketName: acme-reports, policy: bucket.json, tags: { team: data } }
`;

/** A statement that trusts a principal to assume the role, under a condition. */
function trust(Principal: object, Condition?: object): object {
  const Action = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
  return { Effect: 'Allow', Principal, Action, ...(Condition !== undefined && { Condition }) };
}

async function acting() {
  written.write({
    'own/scenario.yaml': YAML,
    'own/trust.json': policyOf(trust({ Service: 'lambda.amazonaws.com' })),
    'own/trusts-first.json': policyOf(
      trust(
        { AWS: 'arn:aws:iam::111111111111:role/first' },
        { StringEquals: { 'sts:ExternalId': 'x-1', 'aws:PrincipalTag/shift': 'night' } },
      ),
    ),
    'own/assume.json': allowing('sts:*'),
    'own/read.json': allowing('s3:GetObject'),
    'own/describe.json': policyOf({
      Effect: 'Allow',
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/team': TEAM } },
    }),
    'own/everything.json': allowing('s3:*'),
    'own/key.json': keyPolicy,
    'own/bucket.json': policyOf({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::acme-reports/*',
      Condition: {
        StringEquals: { 'aws:PrincipalAccount': '222222222222', 'aws:PrincipalTag/team': 'data' },
      },
    }),
  });
  const provisioned = await provision(written.load(), lab.endpoint);
  const actors = new Actors(provisioned);
  await provisioned
    .root('data')
    .s3.send(new PutObjectCommand({ Bucket: 'acme-reports', Key: 'a.txt', Body: 'a' }));
  const as = async (name: string) => (await actors.as({ kind: 'named', name })).clients;
  return { provisioned, as };
}

const object = { Bucket: 'acme-reports', Key: 'a.txt' };

test('the users of a group have its policies, and tags decide', async () => {
  const { provisioned, as } = await acting();
  const ann = await as('ann');
  const bob = await as('bob');
  const KeyId = provisioned.value('keys.reports.arn');
  await ann.s3.send(new GetObjectCommand(object));
  await ann.kms.send(new DescribeKeyCommand({ KeyId }));
  await expect(bob.s3.send(new GetObjectCommand(object))).rejects.toThrow(
    'not authorized to perform: s3:GetObject',
  );
  const { TagSet } = await provisioned
    .root('data')
    .s3.send(new GetBucketTaggingCommand({ Bucket: 'acme-reports' }));
  expect(TagSet).toEqual([{ Key: 'team', Value: 'data' }]);
});

test('sessions have the names, tags and policies that scenario.yaml gives them', async () => {
  const { as } = await acting();
  const first = await as('first');
  const { Arn } = await first.sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe('arn:aws:sts::111111111111:assumed-role/first/nightly');
  // The tag `team` passes on, as the bucket policy demands; the session policy leaves only reading.
  const second = await as('second');
  await second.s3.send(new GetObjectCommand(object));
  const refused = second.s3.send(new PutObjectCommand({ ...object, Body: 'b' }));
  await expect(refused).rejects.toThrow('Access Denied');
  const records = lab.decisionLog.records();
  expect(records.at(-1)?.decisions[0]).toMatchObject({ result: 'Denied', layer: 'session' });
  expect(records.at(-1)?.principal).toMatchObject({ sourceIdentity: 'ann', sessionTags: { team: 'data' } });
});
