import { CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../aws/testing/accounts.ts';
import { isKnownKey } from './context/known-keys.ts';
import type { WhatIf } from './desk/what-if.ts';
import { newBucket } from './testing/buckets.ts';
import {
  allow,
  documentOf,
  type LabUnderTest,
  labUnderTest,
  type StatementText,
} from './testing/lab-under-test.ts';

const endpoint = 'vpce-1a2b3c4d';
const ana = {
  type: 'User',
  accountId: account,
  arn: `arn:aws:iam::${account}:user/ana`,
  userName: 'ana',
} as const;

let lab: LabUnderTest;
let userId: string;
beforeAll(async () => {
  lab = await labUnderTest();
  const { s3, iam } = lab.as(account);
  await newBucket({ s3 }, 'records');
  const created = new CreateUserCommand({ UserName: 'ana', Tags: [{ Key: 'team', Value: 'red' }] });
  userId = (await iam.send(created)).User?.UserId ?? '';
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
});

/** The decision if a policy of the user has a condition, and these values are stated for the request. */
async function decided(Condition: StatementText, said: Partial<WhatIf> = {}): Promise<string> {
  const PolicyDocument = documentOf(allow('*', '*', { Condition }));
  await lab
    .as(account)
    .iam.send(new PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'p', PolicyDocument }));
  const asked: WhatIf = {
    principal: { ...ana, userId },
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::records/k',
    resourceAccount: account,
    region: 'eu-west-1',
    context: {},
    absent: [],
    ...said,
  };
  return lab.lab.decide(asked).then(
    ({ result }) => result,
    (error) => (error instanceof Error ? error.name : String(error)),
  );
}

const through = { endpoint };

/** A VPC endpoint whose policy lets every caller read objects. */
function surroundWithEndpoint(): void {
  const policy = documentOf(allow('s3:GetObject', '*', { Principal: '*' }));
  lab.lab.surround({ endpoints: [{ id: endpoint, vpc: 'vpc-1', policy }] });
}

// Each test says what surrounds the lab: none sees what another has left.
beforeEach(() => lab.lab.surround({}));

describe('what is stated of a request that was not sent', () => {
  test.each<[string, StatementText, Partial<WhatIf>, string]>([
    ['decides', { StringEquals: { 's3:versionid': 'v' } }, { context: { 's3:VersionId': ['v'] } }, 'Granted'],
    [
      'is absent where it is said to be',
      { Null: { 's3:VersionId': true } },
      { absent: ['S3:versionid'] },
      'Granted',
    ],
    ['is not guessed', { Null: { 's3:VersionId': true } }, {}, 'UndecidableError'],
    ['nor are addresses', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, {}, 'UndecidableError'],
    ['nor is the client', { StringLike: { 'aws:UserAgent': '*' } }, {}, 'UndecidableError'],
    ['nor are the tags of an object', { Null: { 's3:ExistingObjectTag/a': true } }, {}, 'UndecidableError'],
    [
      'goes before what the store knows',
      { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
      { context: { 'aws:PrincipalTag/team': ['blue'] } },
      'Granted',
    ],
    [
      'and what the store knows need not be said',
      { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
      {},
      'Granted',
    ],
    [
      'nor what follows from who asks',
      { StringEquals: { 'aws:PrincipalArn': ana.arn, 'aws:ResourceAccount': account } },
      {},
      'Granted',
    ],
    ['nor where it is asked', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, {}, 'Granted'],
    ['nor that it comes over TLS', { Bool: { 'aws:SecureTransport': 'false' } }, {}, 'Denied'],
  ])('%s: %j', async (_, condition, said, answer) => {
    expect(await decided(condition, said)).toBe(answer);
  });
});

describe('through a VPC endpoint', () => {
  test.each<[StatementText, Partial<WhatIf>, string]>([
    [{ StringEquals: { 'aws:SourceVpce': endpoint } }, through, 'Granted'],
    [{ StringEquals: { 'aws:SourceVpce': endpoint } }, {}, 'Denied'],
    [{ Null: { 'aws:SourceIp': true } }, through, 'Granted'],
    [{ Null: { 'aws:VpcSourceIp': true } }, {}, 'Granted'],
    [{ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }, through, 'UndecidableError'],
    [{}, { ...through, action: 's3:PutObject' }, 'Denied'],
    [{}, { action: 's3:PutObject' }, 'Granted'],
    [{}, { endpoint: 'vpce-0' }, 'TypeError'],
  ])('%j, %j: %s', async (condition, said, answer) => {
    surroundWithEndpoint();
    expect(await decided(condition, said)).toBe(answer);
  });
});

describe('through S3, KMS', () => {
  beforeEach(surroundWithEndpoint);

  const kms = { action: 'kms:ListKeys', resource: '*' };
  test.each<[StatementText, Partial<WhatIf>, string]>([
    [{ StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }, { ...kms, via: 's3' }, 'Granted'],
    [{ Null: { 'kms:ViaService': true } }, kms, 'Granted'],
    [{ Bool: { 'aws:ViaAWSService': 'true' } }, { ...kms, via: 's3' }, 'Granted'],
    [{ Bool: { 'aws:ViaAWSService': 'true' } }, kms, 'Denied'],
    [{ StringEquals: { 'kms:CallerAccount': account } }, kms, 'Granted'],
    [{ Null: { 'kms:EncryptionContext:a': true } }, { ...kms, via: 's3' }, 'UndecidableError'],
    [{ Null: { 'aws:SourceVpce': true } }, { ...kms, ...through, via: 's3' }, 'UndecidableError'],
  ])('%j, %j: %s', async (condition, said, answer) => {
    expect(await decided(condition, said)).toBe(answer);
  });
});

test.each([
  ['aws:SourceIp', true],
  ['AWS:PRINCIPALORGID', true],
  ['aws:PrincipalTag/Team', true],
  ['aws:PrincipalTag/', false],
  ['kms:EncryptionContext:a', true],
  ['s3:prefix', true],
  ['s3:praefix', false],
  ['constructor', false],
])('%s is a key that keyhole knows: %s', (key, known) => {
  expect(isKnownKey(key)).toBe(known);
});
