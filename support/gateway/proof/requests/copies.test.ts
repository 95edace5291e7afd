import { CopyObjectCommand, CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf } from '../../testing/lab-under-test.ts';

const Bucket = 'records';

const lab = labOfEachTest();

beforeEach(async () => {
  const { s3 } = lab.as(account);
  await newBucket({ s3 }, Bucket);
  await newObject({ s3 }, { Bucket, Key: 'plain' });
  await newObject({ s3 }, { Bucket, Key: 'tagged', Tagging: 'team=a' });
});

const GET = 's3:GetObjectTagging';
const PUT = 's3:PutObjectTagging';

test.each<[string, string[], object, RegExp]>([
  ['plain', [], {}, /^granted$/],
  ['tagged', [], {}, /^403 AccessDenied: .* s3:GetObjectTagging .*records\/tagged/],
  ['tagged', [GET], {}, /^403 AccessDenied: .* s3:PutObjectTagging .*records\/copy/],
  ['tagged', [GET, PUT], {}, /^granted$/],
  ['tagged', [], { TaggingDirective: 'REPLACE' }, /^granted$/],
  [
    'tagged',
    [],
    { TaggingDirective: 'REPLACE', Tagging: 'team=b' },
    /^403 AccessDenied: .* s3:PutObjectTagging/,
  ],
])('a copy of the object "%s" by a user with %j, asked for with %j', async (key, more, headers, expected) => {
  const { s3 } = await lab.user(account, 'user', allow(['s3:GetObject', 's3:PutObject', ...more]));
  const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${key}`, ...headers });
  expect(await answerOf(s3.send(copy))).toMatch(expected);
});

test('a copy is not decided by tags that are taken along as if the request brought them', async () => {
  const condition = { Condition: { StringEquals: { 's3:RequestObjectTag/team': 'a' } } };
  const { s3 } = await lab.user(
    account,
    'user',
    allow(['s3:GetObject*', 's3:PutObject']),
    allow(PUT, '*', condition),
  );
  const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/tagged` });
  expect(await answerOf(s3.send(copy))).toMatch(/^501 NotImplemented/);
});

test.each([
  ['records/plain', '403 AccessDenied'],
  ['/records/plain', '501 NotImplemented'],
  ['records/pl%61in', '501 NotImplemented'],
  ['records%2Fplain', '501 NotImplemented'],
])('no other spelling of a source slips past a policy: %s', async (CopySource, expected) => {
  const condition = { Condition: { StringLike: { 's3:x-amz-copy-source': 'records/pl*' } } };
  const deny = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*', ...condition };
  const { s3 } = await lab.user(account, 'user', allow('s3:*'), deny);
  const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource });
  expect((await answerOf(s3.send(copy))).split(':')[0]).toBe(expected);
});

test.each([
  // The upload's own encryption is AES256, which has no key.
  ['s3:x-amz-server-side-encryption', 'granted'],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', '403 AccessDenied'],
])('a Deny of what lacks %s decides the parts of an upload by its encryption: %s', async (key, expected) => {
  const { s3 } = lab.as(account);
  const upload = { Bucket, Key: 'parts' };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
  const deny = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  await setBucketPolicy({ s3 }, Bucket, { ...deny, Condition: { Null: { [key]: 'true' } } });
  const part = new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'x' });
  expect((await answerOf(s3.send(part))).split(':')[0]).toBe(expected);
});
