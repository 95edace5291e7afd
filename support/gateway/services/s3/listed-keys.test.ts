import {
  CopyObjectCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UpdateObjectEncryptionCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  allow,
  type Clients,
  codeOf,
  deny,
  newKey,
  type StatementText,
} from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const Bucket = 'records';
const object = { Bucket, Key: 'a.txt' };
const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const ALGORITHM = 's3:x-amz-server-side-encryption';
const UNDECIDED = '501 NotImplemented';
let root: Clients;
let ours: string;
let theirs: string;
let made = 0;

/** A user who may do everything but what the statements deny. */
const userBut = (...statements: readonly StatementText[]) => {
  made += 1;
  return lab.user(account, `user${made}`, allow('*'), ...statements);
};
const when = (Condition: object) => ({ Condition });

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  [ours, theirs] = [await newKey(root), await newKey(root)];
  await newObject(root, { ...object, Tagging: 'kind=secret' });
});

describe('UpdateObjectEncryption has the condition keys of the encryption that it sets', () => {
  const update = ({ s3 }: Clients, KMSKeyArn: string, more = {}) => {
    const ObjectEncryption = { SSEKMS: { KMSKeyArn } };
    return codeOf(s3.send(new UpdateObjectEncryptionCommand({ ...object, ObjectEncryption, ...more })));
  };
  const own = 's3:UpdateObjectEncryption';

  test.each<[string, (key: string) => object]>([
    ['another key than ours', (key) => ({ StringNotEquals: { [KEY_ID]: key } })],
    ['no key', (key) => ({ ArnNotEqualsIfExists: { [KEY_ID]: key }, Null: { [ALGORITHM]: 'false' } })],
  ])('a Deny of %s', async (_, condition) => {
    const ana = await userBut(deny(own, '*', when(condition(ours))));
    expect(await update(ana, theirs)).toBe('403 AccessDenied');
    expect(await update(ana, ours)).toBe('granted');
  });

  test('a Deny of one key', async () => {
    const ana = await userBut(deny(own, '*', when({ StringEquals: { [KEY_ID]: theirs } })));
    expect(await update(ana, theirs)).toBe('403 AccessDenied');
    expect(await update(ana, ours)).toBe('granted');
  });

  test('a Deny of s3:PutObject is not decided: AWS does not say whether it has them too', async () => {
    const ana = await userBut(deny('s3:PutObject', '*', when({ StringEquals: { [KEY_ID]: theirs } })));
    expect(await update(ana, theirs)).toBe(UNDECIDED);
    expect(await update(ana, ours)).toBe('granted');
  });

  test('a Deny by the tags of a version reads those of the version', async () => {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await root.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const { VersionId } = await newObject(root, { ...object, Tagging: 'kind=open' });
    await newObject(root, { ...object, Tagging: 'kind=secret' });
    const secret = when({ StringEquals: { 's3:ExistingObjectTag/kind': 'secret' } });
    const ana = await userBut(deny(own, '*', secret));
    expect(await update(ana, ours, { VersionId })).toBe('granted');
    expect(await update(ana, ours)).toBe('403 AccessDenied');
  });
});

describe('A condition key that AWS does not list for an action may be absent', () => {
  const put = ({ s3 }: Clients, more = {}) =>
    codeOf(s3.send(new PutObjectCommand({ ...object, Body: 'x', ServerSideEncryption: 'AES256', ...more })));

  test('the encryption, for the permission to set tags', async () => {
    const encrypted = when({ StringEquals: { [ALGORITHM]: 'AES256' } });
    const ana = await lab.user(account, 'ana', allow('s3:PutObject*', '*', encrypted));
    expect(await put(ana)).toBe('granted');
    expect(await put(ana, { Tagging: 'kind=open' })).toBe(UNDECIDED);
    const ben = await lab.user(
      account,
      'ben',
      allow('s3:PutObject', '*', encrypted),
      allow('s3:PutObjectTagging'),
    );
    expect(await put(ben, { Tagging: 'kind=open' })).toBe('granted');
  });

  test('a precondition, for the permission to read', async () => {
    const ana = await userBut(deny('*', '*', when({ Null: { 's3:if-none-match': 'true' } })));
    const read = (more = {}) => codeOf(ana.s3.send(new GetObjectCommand({ ...object, ...more })));
    expect(await read()).toBe('403 AccessDenied');
    expect(await read({ IfNoneMatch: '"other"' })).toBe(UNDECIDED);
  });
});

describe('The tags that a copy takes along', () => {
  const copy = ({ s3 }: Clients) =>
    codeOf(s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/a.txt` })));

  test('may be those of the request: a Deny of s3:PutObject by them is not decided', async () => {
    const secret = when({ StringEquals: { 's3:RequestObjectTag/kind': 'secret' } });
    const ana = await userBut(deny('s3:PutObject', '*', secret));
    expect(await copy(ana)).toBe(UNDECIDED);
    const Tagging = { TagSet: [] };
    await root.s3.send(new PutObjectTaggingCommand({ ...object, Tagging }));
    expect(await copy(ana)).toBe('granted');
  });
});
