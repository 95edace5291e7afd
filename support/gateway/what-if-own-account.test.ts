import { PutResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import { GetUserCommand } from '@aws-sdk/client-iam';
import { DeletePublicAccessBlockCommand, GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  PutResourcePolicyCommand as PutSecretPolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Principal } from '../aws/principal.ts';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { create } from './services/dynamodb/testing/tables-under-test.ts';
import { newBucket, setBucketPolicy } from './testing/buckets.ts';
import {
  allow,
  answerOf,
  type Clients,
  documentOf,
  type LabUnderTest,
  labUnderTest,
  to,
} from './testing/lab-under-test.ts';

const bucket = 'arn:aws:s3:::shared';
const table = `arn:aws:dynamodb:eu-west-1:${account}:table/books`;
const anonymous: Principal = { type: 'Anonymous' };

let lab: LabUnderTest;
let secret = '';
let sam: Clients;
let stranger: Principal;
beforeAll(async () => {
  lab = await labUnderTest();
  const root = lab.as(account);
  sam = await lab.user(otherAccount, 'sam', allow('*'));
  const { User } = await lab.as(otherAccount).iam.send(new GetUserCommand({ UserName: 'sam' }));
  const { Arn: arn = '', UserId: userId = '' } = User ?? {};
  stranger = { type: 'User', accountId: otherAccount, arn, userName: 'sam', userId };
  await newBucket(root, 'shared');
  await setBucketPolicy(root, 'shared', allow('s3:*', [bucket, `${bucket}/*`], to(otherAccount)));
  await create(root);
  const ofTable = documentOf(allow('dynamodb:*', table, to(otherAccount)));
  await root.dynamodb.send(new PutResourcePolicyCommand({ ResourceArn: table, Policy: ofTable }));
  const made = await root.secretsmanager.send(new CreateSecretCommand({ Name: 'open', SecretString: 'x' }));
  secret = made.ARN ?? '';
  const ofSecret = documentOf(allow('secretsmanager:GetSecretValue', '*', { Principal: '*' }));
  const opening = { SecretId: 'open', ResourcePolicy: ofSecret, BlockPublicPolicy: false };
  await root.secretsmanager.send(new PutSecretPolicyCommand(opening));
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
});

/** The decision about a permission, with the layer that refused. */
async function decided(principal: Principal, action: string, resource: string): Promise<string> {
  const asked = { principal, action, resource, resourceAccount: account, region: 'eu-west-1' };
  const decision = await lab.lab.decide({ ...asked, context: {}, absent: [] });
  return decision.result === 'Granted' ? 'allowed' : `denied by ${decision.layer}`;
}

describe('to another account, whose policies and whose resource allow everything', () => {
  test.each([
    ['s3:GetObject', `${bucket}/k`, 'allowed'],
    ['s3:GetBucketAcl', bucket, 'allowed'],
    ['s3:GetBucketPolicy', bucket, 'denied by cross-account operation'],
    ['s3:PutBucketPolicy', bucket, 'denied by cross-account operation'],
    ['s3:DeleteBucketPolicy', bucket, 'denied by cross-account operation'],
    ['dynamodb:GetItem', table, 'allowed'],
    ['dynamodb:UpdateItem', table, 'allowed'],
    ['dynamodb:PutResourcePolicy', table, 'denied by cross-account operation'],
    ['dynamodb:UpdateTimeToLive', table, 'denied by cross-account operation'],
  ])('%s on %s is %s', async (action, resource, expected) => {
    expect(await decided(stranger, action, resource)).toBe(expected);
  });

  test('a request for the bucket policy is refused by the same rule', async () => {
    const reading = sam.s3.send(new GetBucketPolicyCommand({ Bucket: 'shared' }));
    expect(await answerOf(reading)).toMatch(/^405 MethodNotAllowed/);
    expect(lab.lab.decisionLog.records().at(-1)?.decisions).toMatchObject([
      { result: 'Denied', layer: 'cross-account operation', permission: { action: 's3:GetBucketPolicy' } },
    ]);
  });
});

test('a caller without credentials is served by S3 alone', async () => {
  const root = lab.as(account);
  const open = 'arn:aws:s3:::open/*';
  await newBucket(root, 'open');
  await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket: 'open' }));
  await setBucketPolicy(root, 'open', allow('s3:GetObject', open, to('*')));
  expect(await decided(anonymous, 's3:GetObject', open)).toBe('allowed');
  expect(await decided(anonymous, 'secretsmanager:GetSecretValue', secret)).toBe('denied by resource');
});
