import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeletePublicAccessBlockCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  type ObjectOwnership,
  PutBucketAclCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { ANONYMOUS_USER } from '../../../aws/s3-acl.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, deny } from '../../testing/lab-under-test.ts';
import { storeCannotHold } from '../../testing/store-cannot-hold.ts';

const Bucket = 'drop-box';
const lab = labOfEachTest();
let root: Clients;
let anyone: Clients;

beforeEach(() => {
  root = lab.as(account);
  anyone = lab.as('anonymous');
});

async function bucketOf(ObjectOwnership: ObjectOwnership): Promise<void> {
  await newBucket(root, Bucket, { ObjectOwnership });
  await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
}

async function open(): Promise<void> {
  await bucketOf('ObjectWriter');
  await root.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read-write' }));
}

const put = ({ s3 }: Clients, Key: string, more: Partial<PutObjectCommandInput> = {}) =>
  codeOf(s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more })));
const remove = ({ s3 }: Clients, Key: string) => codeOf(s3.send(new DeleteObjectCommand({ Bucket, Key })));
const get = ({ s3 }: Clients, Key: string) => codeOf(s3.send(new GetObjectCommand({ Bucket, Key })));
const ownerOf = async (Key: string, by = root) =>
  (await by.s3.send(new GetObjectAclCommand({ Bucket, Key }))).Owner?.ID;

describe('An anonymous caller, under an ACL that lets all write,', () => {
  beforeEach(open);

  test('uploads an object that the anonymous user owns', async () => {
    expect(await put(anyone, 'k')).toBe('granted');
    const { Contents } = await root.s3.send(new ListObjectsV2Command({ Bucket, FetchOwner: true }));
    expect(Contents).toMatchObject([{ Key: 'k', Owner: { ID: ANONYMOUS_USER } }]);
    // Neither the bucket's owner nor another account reads it.
    const other = await lab.user(otherAccount, 'other', allow('s3:*'));
    expect([await get(root, 'k'), await get(other, 'k')]).toEqual(['403 AccessDenied', '403 AccessDenied']);
  });

  test('gives its object a canned ACL, which then allows', async () => {
    expect(await put(anyone, 'k', { ACL: 'public-read-write' })).toBe('granted');
    expect([await get(anyone, 'k'), await get(root, 'k')]).toEqual(['granted', 'granted']);
    expect(await put(anyone, 'mine', { ACL: 'bucket-owner-full-control' })).toBe('granted');
    expect([await get(root, 'mine'), await ownerOf('mine')]).toEqual(['granted', ANONYMOUS_USER]);
  });

  // As recorded answers of DeleteObjects show.
  test('deletes what anonymous callers uploaded, and not what the owner did', async () => {
    await put(root, 'by-owner', { ACL: 'public-read-write' });
    await put(anyone, 'by-anyone', { ACL: 'public-read-write' });
    const Delete = { Objects: [{ Key: 'by-owner' }, { Key: 'by-anyone' }] };
    const { Deleted, Errors } = await anyone.s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Deleted).toEqual([{ Key: 'by-anyone' }]);
    expect(Errors).toMatchObject([{ Key: 'by-owner', Code: 'AccessDenied' }]);
    await put(anyone, 'again');
    expect([await remove(anyone, 'again'), await remove(anyone, 'by-owner')]).toEqual([
      'granted',
      '403 AccessDenied',
    ]);
    expect(await remove(root, 'by-owner')).toBe('granted');
  });

  test('replaces its own, and not what the owner uploaded', async () => {
    await put(anyone, 'k');
    await put(root, 'kept');
    expect([await put(anyone, 'k'), await put(anyone, 'kept')]).toEqual(['granted', '403 AccessDenied']);
  });

  test('is refused by name what only the owner of an object has', async () => {
    await put(anyone, 'k');
    const tags = codeOf(anyone.s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' })));
    expect([await get(anyone, 'k'), await tags]).toEqual(['501 NotImplemented', '501 NotImplemented']);
    expect(await remove(anyone, 'missing')).toBe('501 NotImplemented');
  });

  test('is held by a Deny, and by Block Public Access', async () => {
    await setBucketPolicy(
      root,
      Bucket,
      deny('s3:DeleteObject', `arn:aws:s3:::${Bucket}/*`, { Principal: '*' }),
    );
    expect([await put(anyone, 'k'), await remove(anyone, 'k')]).toEqual(['granted', '403 AccessDenied']);
    const PublicAccessBlockConfiguration = { IgnorePublicAcls: true };
    await root.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect([await put(anyone, 'other'), await put(anyone, 'with', { ACL: 'public-read' })]).toEqual([
      '403 AccessDenied',
      '403 AccessDenied',
    ]);
  });

  test('is refused by a store that gives every object to the owner of its bucket', async () => {
    expect(await storeCannotHold(['owner of an object'], () => put(anyone, 'k'))).toBe('501 NotImplemented');
  });
});

test('an anonymous caller that may read alone writes nothing', async () => {
  await bucketOf('ObjectWriter');
  await root.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
  expect([await put(anyone, 'k'), await put(anyone, 'k', { ACL: 'private' })]).toEqual([
    '403 AccessDenied',
    '403 AccessDenied',
  ]);
});

test.each<[ObjectOwnership, string, string]>([
  ['ObjectWriter', 'anonymous', 'anonymous'],
  ['BucketOwnerPreferred', 'anonymous', 'owner'],
  ['BucketOwnerEnforced', 'owner', 'owner'],
])(
  'under a public bucket policy and %s, the %s user owns an upload; of one for the owner, the %s',
  async (of, plain, given) => {
    await bucketOf(of);
    await setBucketPolicy(root, Bucket, allow('s3:*', `arn:aws:s3:::${Bucket}/*`, { Principal: '*' }));
    const ACL = 'bucket-owner-full-control' as const;
    await put(root, 'source');
    const copy = { Bucket, Key: 'copied', CopySource: `${Bucket}/source`, ACL };
    const copied = await codeOf(anyone.s3.send(new CopyObjectCommand(copy)));
    expect([await put(anyone, 'k'), await put(anyone, 'given', { ACL }), copied]).toEqual([
      'granted',
      'granted',
      'granted',
    ]);
    const { Contents = [] } = await root.s3.send(new ListObjectsV2Command({ Bucket, FetchOwner: true }));
    const named = (owner: string) =>
      owner === 'anonymous' ? ANONYMOUS_USER : Contents.find(({ Key }) => Key === 'source')?.Owner?.ID;
    const owners = ['k', 'given', 'copied'].map((key) => Contents.find(({ Key }) => Key === key)?.Owner?.ID);
    expect(owners).toEqual([named(plain), named(given), named(given)]);
  },
);
