import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { UndecidableError } from '../../../authorization/terms/undecidable-error.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { RootUser } from '../../../aws/principal.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import type { Store } from '../../../stores/store.ts';
import { KeptReads } from '../../policies/kept-reads.ts';
import { KnownSurroundings } from '../../surroundings/surroundings.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, deny } from '../../testing/lab-under-test.ts';
import { canonicalIdOf } from './acls-in-force.ts';
import { bucketSide } from './bucket-side.ts';

const Bucket = 'records';

const lab = labOfEachTest();
let root: Clients;
let writer: Clients;

beforeEach(async () => {
  root = lab.as(account);
  writer = await lab.user(otherAccount, 'writer', allow('s3:*'));
});

type Ownership = 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';

async function createBucket(ObjectOwnership: Ownership): Promise<void> {
  await newBucket(root, Bucket, { ObjectOwnership });
  const Principal = { AWS: otherAccount };
  await setBucketPolicy(root, Bucket, allow('s3:PutObject', `arn:aws:s3:::${Bucket}/*`, { Principal }));
}

const put = (who: Clients, Key: string, more: Partial<PutObjectCommandInput> = {}) =>
  codeOf(who.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more })));
const get = (who: Clients, Key: string) => codeOf(who.s3.send(new GetObjectCommand({ Bucket, Key })));
const list = (who: Clients) => codeOf(who.s3.send(new ListObjectsV2Command({ Bucket })));
const setAcl = (who: Clients, Key: string, more: object) =>
  codeOf(who.s3.send(new PutObjectAclCommand({ Bucket, Key, ...more })));
const idOf = async (who: Clients) => (await who.s3.send(new ListBucketsCommand({}))).Owner?.ID ?? '';
const openToPublic = () => root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));

describe('an object that another account uploaded', () => {
  test('is read by its owner, and not by the owner of the bucket', async () => {
    await createBucket('ObjectWriter');
    expect(await put(writer, 'theirs')).toBe('granted');
    expect(await put(root, 'ours')).toBe('granted');
    expect(await get(root, 'ours')).toBe('granted');
    expect(await get(root, 'theirs')).toBe('403 AccessDenied');
    expect(await get(writer, 'theirs')).toBe('granted');
    expect(await get(writer, 'ours')).toBe('403 AccessDenied');
    expect(await codeOf(root.s3.send(new DeleteObjectCommand({ Bucket, Key: 'theirs' })))).toBe('granted');
  });

  test('is read by the owner of the bucket once its owner grants it', async () => {
    await createBucket('ObjectWriter');
    await put(writer, 'theirs');
    expect(await setAcl(root, 'theirs', { ACL: 'bucket-owner-full-control' })).toBe('403 AccessDenied');
    expect(await setAcl(writer, 'theirs', { ACL: 'bucket-owner-read' })).toBe('granted');
    expect(await get(root, 'theirs')).toBe('granted');
    const acl = new GetObjectAclCommand({ Bucket, Key: 'theirs' });
    expect(await codeOf(root.s3.send(acl))).toBe('403 AccessDenied');
    expect(await setAcl(writer, 'theirs', { ACL: 'bucket-owner-full-control' })).toBe('granted');
    expect(await codeOf(root.s3.send(acl))).toBe('granted');
    const { Owner } = await root.s3.send(acl);
    expect(Owner?.ID).toBe(await idOf(writer));
    const user = await lab.user(account, 'reader', allow('s3:GetObject'));
    expect(await get(user, 'theirs')).toBe('granted');
    const nameless = await lab.user(account, 'nameless');
    expect(await get(nameless, 'theirs')).toBe('403 AccessDenied');
  });

  test('with bucket-owner-full-control belongs to the owner of the bucket, if that is preferred', async () => {
    await createBucket('BucketOwnerPreferred');
    expect(await put(writer, 'given', { ACL: 'bucket-owner-full-control' })).toBe('granted');
    expect(await put(writer, 'kept')).toBe('granted');
    expect(await get(root, 'given')).toBe('granted');
    expect(await get(writer, 'given')).toBe('403 AccessDenied');
    expect(await get(root, 'kept')).toBe('403 AccessDenied');
    expect(await get(writer, 'kept')).toBe('granted');
  });

  test('is not copied by the owner of the bucket', async () => {
    await createBucket('ObjectWriter');
    await put(writer, 'theirs');
    const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/theirs` });
    expect(await codeOf(root.s3.send(copy))).toBe('403 AccessDenied');
  });

  test('can be denied to its owner by the policy of the bucket', async () => {
    await createBucket('ObjectWriter');
    await put(writer, 'theirs');
    await setBucketPolicy(root, Bucket, deny('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, { Principal: '*' }));
    expect(await get(writer, 'theirs')).toBe('403 AccessDenied');
  });

  test('belongs to the owner of the bucket once ACLs are disabled', async () => {
    await createBucket('BucketOwnerEnforced');
    expect(await put(writer, 'theirs')).toBe('granted');
    expect(await get(root, 'theirs')).toBe('granted');
    expect(await get(writer, 'theirs')).toBe('403 AccessDenied');
  });
});

test('an upload that replaces an object of another account sets the ACL of its own object', async () => {
  await createBucket('ObjectWriter');
  await put(writer, 'key');
  expect(await put(root, 'key', { ACL: 'private' })).toBe('granted');
  expect(await get(root, 'key')).toBe('granted');
  expect(await get(writer, 'key')).toBe('403 AccessDenied');
});

describe('grants of an ACL', () => {
  test('to an account let its principals read the object', async () => {
    await createBucket('ObjectWriter');
    await newObject(root, { Bucket, Key: 'k', GrantRead: `id="${await idOf(writer)}"` });
    expect(await get(writer, 'k')).toBe('granted');
    const nameless = await lab.user(otherAccount, 'nameless');
    expect(await get(nameless, 'k')).toBe('403 AccessDenied');
    expect(await get(lab.as('333333333333'), 'k')).toBe('403 AccessDenied');
    expect(await get(root, 'k')).toBe('501 NotImplemented');
  });

  test('to groups let their members in, unless public ACLs are ignored', async () => {
    await createBucket('ObjectWriter');
    await openToPublic();
    await newObject(root, { Bucket, Key: 'public', ACL: 'public-read' });
    await newObject(root, { Bucket, Key: 'known', ACL: 'authenticated-read' });
    expect(await get(lab.as('anonymous'), 'public')).toBe('granted');
    expect(await get(lab.as('anonymous'), 'known')).toBe('403 AccessDenied');
    expect(await get(writer, 'known')).toBe('granted');
    const PublicAccessBlockConfiguration = { IgnorePublicAcls: true };
    await root.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect(await get(lab.as('anonymous'), 'public')).toBe('403 AccessDenied');
    expect(await get(writer, 'known')).toBe('403 AccessDenied');
    expect(await get(root, 'known')).toBe('granted');
  });

  test('on a bucket let its grantees list and write', async () => {
    await createBucket('ObjectWriter');
    expect(await list(writer)).toBe('403 AccessDenied');
    const id = await idOf(writer);
    const grants = { GrantRead: `id="${id}"`, GrantFullControl: `id="${await idOf(root)}"` };
    await root.s3.send(new PutBucketAclCommand({ Bucket, ...grants }));
    expect(await list(writer)).toBe('granted');
    expect(await codeOf(writer.s3.send(new GetBucketAclCommand({ Bucket })))).toBe('403 AccessDenied');
    await setBucketPolicy(
      root,
      Bucket,
      deny('s3:DeleteObject', `arn:aws:s3:::${Bucket}/*`, { Principal: '*' }),
    );
    expect(await put(writer, 'k')).toBe('403 AccessDenied');
    await root.s3.send(new PutBucketAclCommand({ Bucket, ...grants, GrantWrite: `id="${id}"` }));
    expect(await put(writer, 'k')).toBe('granted');
    expect(await get(root, 'k')).toBe('403 AccessDenied');
    expect(await list(root)).toBe('granted');
  });

  test('are forgotten when ACLs are replaced', async () => {
    await createBucket('ObjectWriter');
    await openToPublic();
    await root.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    expect(await list(lab.as('anonymous'))).toBe('granted');
    await root.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'private' }));
    expect(await list(lab.as('anonymous'))).toBe('403 AccessDenied');
  });
});

test('a bucket policy names an account by its canonical user id', async () => {
  await newBucket(root, Bucket);
  await newObject(root, { Bucket, Key: 'k' });
  const Principal = { CanonicalUser: await idOf(writer) };
  await setBucketPolicy(root, Bucket, allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, { Principal }));
  expect(await get(writer, 'k')).toBe('granted');
  expect(await get(lab.as('333333333333'), 'k')).toBe('403 AccessDenied');
});

describe('a setting that cannot be read', () => {
  const failing = (error: AwsError, failed: string, rest: Readonly<Record<string, object>> = {}) =>
    ({
      bucketOwner: async () => account,
      read: async ({ operation, account: of }: { readonly operation: string; readonly account: string }) => {
        if (operation === failed) throw error;
        if (operation === 'ListBuckets') return { Owner: { ID: of === otherAccount ? 'caller' : 'another' } };
        return rest[operation] ?? {};
      },
    }) as unknown as Store;
  const permission = {
    action: 's3:GetObject',
    resource: `arn:aws:s3:::${Bucket}/k`,
    resourceAccount: account,
    context: { get: () => undefined },
  };
  const arn = `arn:aws:iam::${otherAccount}:root`;
  const caller: RootUser = { type: 'Root', accountId: otherAccount, arn, userId: otherAccount };
  const noSettings = new KnownSurroundings({});
  const sideIn = async (store: Store) => bucketSide(permission, new KeptReads(store, noSettings), caller);
  const owned = { GetBucketAcl: { Owner: { ID: 'owner' } } };

  test.each([
    ['AccessDenied', 403],
    ['NoSuchBucket', 404],
    ['MethodNotAllowed', 405],
    ['SlowDown', 503],
  ])('is not taken for disabled ACLs: %s', async (code, status) => {
    const store = failing(new AwsError(code, status, ''), 'GetBucketOwnershipControls');
    await expect(sideIn(store)).rejects.toMatchObject({ code });
  });

  test('of a bucket from before there were ownership controls, they are enabled', async () => {
    const none = new AwsError('OwnershipControlsNotFoundError', 404, '');
    const acls = { ...owned, GetObjectAcl: { Owner: { ID: 'another' } } };
    const side = await sideIn(failing(none, 'GetBucketOwnershipControls', acls));
    expect(side).toMatchObject({
      canonicalId: 'caller',
      acls: { bucket: { owner: 'owner' }, object: { owner: 'another' } },
    });
  });

  test.each(['GetBucketAcl', 'GetObjectAcl'])('is not decided on: %s without an owner', async (operation) => {
    const acls = { ...owned, GetObjectAcl: { Owner: { ID: 'owner' } }, [operation]: {} };
    const store = failing(new AwsError('NoSuchUpload', 404, ''), 'none', acls);
    await expect(sideIn(store)).rejects.toBeInstanceOf(UndecidableError);
  });

  test.each([
    ['AccessDenied', 403],
    ['NoSuchBucket', 404],
    ['InvalidRequest', 400],
    ['SlowDown', 503],
  ])('is not taken for an object that is not there: %s', async (code, status) => {
    const store = failing(new AwsError(code, status, ''), 'GetObjectAcl', owned);
    await expect(sideIn(store)).rejects.toMatchObject({ code });
  });

  test.each(['NoSuchKey', 'NoSuchVersion'])('%s says that there is no object', async (code) => {
    const store = failing(new AwsError(code, 404, ''), 'GetObjectAcl', owned);
    expect((await sideIn(store)).acls?.object).toBeUndefined();
  });
});

test('an id that a store gives to all accounts names none of them', async () => {
  const store = { read: async () => ({ Owner: { ID: 'all' } }) } as unknown as Store;
  expect(await canonicalIdOf(store, account)).toEqual({ id: undefined });
  expect(await canonicalIdOf(new EmbeddedStore(), account)).toEqual({ id: await idOf(root) });
});
