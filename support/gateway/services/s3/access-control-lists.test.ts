import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { UndecidableError } from '../../../authorization/terms/undecidable-error.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import type { Store } from '../../../stores/store.ts';
import { KeptReads } from '../../policies/kept-reads.ts';
import { KnownSurroundings } from '../../surroundings/surroundings.ts';
import { newBucket, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf } from '../../testing/lab-under-test.ts';
import { reconsiderAcls } from './access-control-lists.ts';

const noSettings = new KnownSurroundings({});

const Bucket = 'records';

const lab = labOfEachTest();
let root: Clients;
let writer: Clients;

beforeEach(async () => {
  root = lab.as(account);
  writer = await lab.user(otherAccount, 'writer', allow('s3:*'));
});

async function createBucket(ObjectOwnership: 'BucketOwnerEnforced' | 'ObjectWriter'): Promise<void> {
  await newBucket(root, Bucket, { ObjectOwnership });
  const Principal = { AWS: otherAccount };
  const statement = allow('s3:PutObject', `arn:aws:s3:::${Bucket}/*`, { Principal });
  await setBucketPolicy(root, Bucket, statement);
}
const put = (who: Clients, Key: string) =>
  codeOf(who.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })));
const get = (who: Clients, Key: string) => codeOf(who.s3.send(new GetObjectCommand({ Bucket, Key })));
const list = (who: Clients) => codeOf(who.s3.send(new ListObjectsV2Command({ Bucket })));

test('an object that another account owns is not read by the policies of the bucket or its owner', async () => {
  await createBucket('ObjectWriter');
  expect(await put(writer, 'theirs')).toBe('granted');
  expect(await put(root, 'ours')).toBe('granted');
  expect(await get(root, 'ours')).toBe('granted');
  expect(await get(root, 'theirs')).toBe('501 NotImplemented');
  expect(await get(writer, 'theirs')).toBe('501 NotImplemented');
  expect(await get(writer, 'ours')).toBe('403 AccessDenied');
  expect(await codeOf(root.s3.send(new DeleteObjectCommand({ Bucket, Key: 'theirs' })))).toBe('granted');
});

test('where ACLs are disabled the owner of the bucket owns every object', async () => {
  await createBucket('BucketOwnerEnforced');
  expect(await put(writer, 'theirs')).toBe('granted');
  expect(await get(root, 'theirs')).toBe('granted');
  expect(await get(writer, 'theirs')).toBe('403 AccessDenied');
});

test('what an ACL might give is not refused, unless public ACLs are ignored', async () => {
  await createBucket('ObjectWriter');
  expect(await list(writer)).toBe('403 AccessDenied');
  const off = { BlockPublicAcls: false, IgnorePublicAcls: false };
  const block = (PublicAccessBlockConfiguration: object) =>
    root.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  await block(off);
  await root.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
  expect(await list(lab.as('anonymous'))).toBe('501 NotImplemented');
  await block({ ...off, IgnorePublicAcls: true });
  expect(await list(lab.as('anonymous'))).toBe('403 AccessDenied');
});

describe('a setting that cannot be read', () => {
  const failing = (error: AwsError, failed: string, rest: Readonly<Record<string, object>> = {}) =>
    ({
      bucketOwner: async () => account,
      read: async ({ operation }: { readonly operation: string }) => {
        if (operation === failed) throw error;
        return rest[operation] ?? {};
      },
    }) as unknown as Store;
  const asked = {
    action: 's3:GetObject',
    resource: `arn:aws:s3:::${Bucket}/k`,
    resourceAccount: account,
    context: { get: () => undefined },
  };
  const granted = { result: 'Granted', permission: asked, statements: [] } as const;
  const owned = { GetBucketAcl: { Owner: { ID: 'owner' } } };

  test.each([
    ['AccessDenied', 403],
    ['NoSuchBucket', 404],
    ['MethodNotAllowed', 405],
    ['SlowDown', 503],
  ])('is not taken for disabled ACLs: %s', async (code, status) => {
    const store = failing(new AwsError(code, status, ''), 'GetBucketOwnershipControls');
    await expect(reconsiderAcls(asked, granted, new KeptReads(store, noSettings))).rejects.toMatchObject({
      code,
    });
  });

  test('of a bucket from before there were ownership controls, they are enabled', async () => {
    const none = new AwsError('OwnershipControlsNotFoundError', 404, '');
    const acls = { ...owned, GetObjectAcl: { Owner: { ID: 'another' } } };
    const store = failing(none, 'GetBucketOwnershipControls', acls);
    const reconsidered = reconsiderAcls(asked, granted, new KeptReads(store, noSettings));
    await expect(reconsidered).rejects.toBeInstanceOf(UndecidableError);
  });

  test('is read again', async () => {
    let failures = 0;
    const read = async ({ operation }: { readonly operation: string }) => {
      if (operation === 'GetBucketOwnershipControls' && failures++ === 0)
        throw new AwsError('SlowDown', 503, '');
      return { ...owned.GetBucketAcl };
    };
    const kept = new KeptReads({ bucketOwner: async () => account, read } as unknown as Store, noSettings);
    await expect(reconsiderAcls(asked, granted, kept)).rejects.toMatchObject({ code: 'SlowDown' });
    await expect(reconsiderAcls(asked, granted, kept)).resolves.toBeUndefined();
  });

  test.each([
    ['AccessDenied', 403],
    ['NoSuchBucket', 404],
    ['InvalidRequest', 400],
    ['SlowDown', 503],
  ])('is not taken for an object that is not there: %s', async (code, status) => {
    const store = failing(new AwsError(code, status, ''), 'GetObjectAcl', owned);
    await expect(reconsiderAcls(asked, granted, new KeptReads(store, noSettings))).rejects.toMatchObject({
      code,
    });
  });

  test.each(['NoSuchKey', 'NoSuchVersion'])('%s says that there is no object', async (code) => {
    const store = failing(new AwsError(code, 404, ''), 'GetObjectAcl', owned);
    await expect(reconsiderAcls(asked, granted, new KeptReads(store, noSettings))).resolves.toBeUndefined();
  });
});
