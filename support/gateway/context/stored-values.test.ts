import { EncryptCommand } from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../aws/testing/accounts.ts';
import { newBucket, underKey } from '../testing/buckets.ts';
import { newAlias } from '../testing/keys.ts';
import { labOfEachTest } from '../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, codeOf, newKey } from '../testing/lab-under-test.ts';

const object = { Bucket: 'records', Key: 'k' };

const lab = labOfEachTest();
let root: Clients;

beforeEach(() => {
  root = lab.as(account);
});

describe('s3:ExistingObjectTag', () => {
  const ifPublic = { Condition: { StringEquals: { 's3:ExistingObjectTag/public': 'yes' } } };
  let reader: Clients;

  beforeEach(async () => {
    await newBucket(root, object.Bucket);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await root.s3.send(new PutBucketVersioningCommand({ Bucket: object.Bucket, VersioningConfiguration }));
    const actions = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject'];
    reader = await lab.user(account, 'reader', allow(actions, '*', ifPublic));
  });

  async function put(Tagging?: string): Promise<string | undefined> {
    return (await root.s3.send(new PutObjectCommand({ ...object, Body: 'x', Tagging }))).VersionId;
  }
  const read = (VersionId?: string) => codeOf(reader.s3.send(new GetObjectCommand({ ...object, VersionId })));

  test('are the tags of the version that is read, not those of the current one', async () => {
    const closed = await put();
    const open = await put('public=yes');
    expect(await read(closed)).toBe('403 AccessDenied');
    expect(await read(open)).toBe('granted');
    expect(await read()).toBe('granted');
    await put();
    expect(await read(open)).toBe('granted');
    expect(await read()).toBe('403 AccessDenied');
  });

  test('is absent for a delete marker', async () => {
    await put('public=yes');
    const { VersionId } = await root.s3.send(new DeleteObjectCommand(object));
    expect(await read(VersionId)).toBe('403 AccessDenied');
  });

  test('is absent if an object is overwritten or deleted', async () => {
    await put('public=yes');
    expect(await codeOf(reader.s3.send(new PutObjectCommand({ ...object, Body: 'x' })))).toBe(
      '403 AccessDenied',
    );
    expect(await codeOf(reader.s3.send(new DeleteObjectCommand(object)))).toBe('403 AccessDenied');
  });

  test('of two keys that differ in letter case only is not decided', async () => {
    await put('public=yes&Public=no');
    expect(await read()).toBe('501 NotImplemented');
  });
});

describe('kms:EncryptionContext', () => {
  const encrypt = (who: Clients, KeyId: string, EncryptionContext: Record<string, string>) =>
    codeOf(who.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x'), EncryptionContext })));

  test('cannot be satisfied beside a second pair whose name differs in letter case only', async () => {
    const key = await newKey(root);
    const condition = { Condition: { StringEquals: { 'kms:EncryptionContext:dept': 'finance' } } };
    const user = await lab.user(account, 'user', allow('kms:Encrypt', '*', condition));
    expect(await encrypt(user, key, { dept: 'finance' })).toBe('granted');
    expect(await encrypt(user, key, { DEPT: 'sales', dept: 'finance' })).toBe('501 NotImplemented');
    expect(await encrypt(user, key, { dept: 'finance', DEPT: 'sales' })).toBe('501 NotImplemented');
  });

  test('cannot be satisfied beside what S3 adds to it', async () => {
    await newBucket(root, object.Bucket);
    const key = await newKey(root);
    const onlyPublic = {
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::records/public/*' },
    };
    const user = await lab.user(
      account,
      'user',
      allow('s3:*'),
      allow('kms:*', '*', { Condition: onlyPublic }),
    );
    const pairs = JSON.stringify({ 'AWS:s3:arn': 'arn:aws:s3:::records/public/k' });
    const upload = new PutObjectCommand({
      ...object,
      ...underKey(key),
      SSEKMSEncryptionContext: Buffer.from(pairs).toString('base64'),
    });
    expect(await codeOf(user.s3.send(upload))).toBe('501 NotImplemented');
  });
});

describe('What a key is', () => {
  const missing = `arn:aws:kms:eu-west-1:${otherAccount}:key/11111111-2222-4333-8444-555555555555`;

  test.each(['kms:KeySpec', 'kms:ResourceAliases', 'aws:ResourceTag/team'])(
    '%s does not tell a key of another account that exists from one that does not',
    async (name) => {
      const condition = { Condition: { 'ForAnyValue:StringEquals': { [name]: 'x' } } };
      const user = await lab.user(account, 'user', allow('kms:*', '*', condition));
      const existing = await newKey(lab.as(otherAccount));
      const use = (KeyId: string) =>
        answerOf(user.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') })));
      expect(await use(missing)).toBe(await use(existing));
      expect(await use(missing)).toMatch(/^400 AccessDeniedException/);
    },
  );

  test('kms:ResourceAliases holds all aliases, however many there are', async () => {
    const key = await newKey(root);
    for (let i = 100; i < 160; i += 1) {
      await newAlias(root, `alias/a${i}`, key);
    }
    const condition = { Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/a159' } } };
    const user = await lab.user(account, 'user', allow('kms:Encrypt', '*', condition));
    const encrypt = new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('x') });
    expect(await codeOf(user.kms.send(encrypt))).toBe('granted');
  });
});
