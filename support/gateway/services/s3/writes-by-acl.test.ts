import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketAclCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import type { Call } from '../../../stores/store.ts';
import { newBucket, setBucketPolicy } from '../../testing/buckets.ts';
import { meanwhile } from '../../testing/changed-before-store.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, codeOf, to } from '../../testing/lab-under-test.ts';

const Bucket = 'drop-box';
const object = { Bucket, Key: 'k' };
const lab = labOfEachTest();
let root: Clients;
let writer: Clients;

beforeEach(async () => {
  root = lab.as(account);
  writer = await lab.user(otherAccount, 'writer', allow('s3:*'));
  await newBucket(root, Bucket, { ObjectOwnership: 'ObjectWriter' });
  const idOf = async ({ s3 }: Clients) => `id="${(await s3.send(new ListBucketsCommand({}))).Owner?.ID}"`;
  const grants = { GrantFullControl: await idOf(root), GrantWrite: await idOf(writer) };
  await root.s3.send(new PutBucketAclCommand({ Bucket, ...grants }));
});
afterEach(() => {
  jest.restoreAllMocks();
});

const put = ({ s3 }: Clients, Body: string, Key = 'k') =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const read = async ({ s3 }: Clients) =>
  (await s3.send(new GetObjectCommand(object))).Body?.transformToString();
const remove = ({ s3 }: Clients) => s3.send(new DeleteObjectCommand(object));
const versioning = (Status: 'Enabled' | 'Suspended') =>
  root.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));

/** An upload of the writer whose one part is there. */
async function uploadOf({ s3 }: Clients) {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
  const { ETag } = await s3.send(
    new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: 'theirs' }),
  );
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  return () => s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }));
}

/** Something is changed once the store begins to read the next body. */
function changedAtBody(change: () => Promise<unknown>): void {
  const { send } = EmbeddedStore.prototype;
  jest.spyOn(EmbeddedStore.prototype, 'send').mockImplementation(function (this: EmbeddedStore, call: Call) {
    const { Body } = call.input as { readonly Body: AsyncIterable<Uint8Array> };
    jest.restoreAllMocks();
    const pieces = Body[Symbol.asyncIterator].bind(Body);
    const changedFirst = async function* () {
      await change();
      yield* { [Symbol.asyncIterator]: pieces };
    };
    Object.defineProperty(Body, Symbol.asyncIterator, { value: changedFirst });
    return send.call(this, call);
  });
}

describe('WRITE in the ACL of a bucket', () => {
  test('lets another account create an object, overwrite it and delete it', async () => {
    expect([await codeOf(put(writer, 'x')), await codeOf(put(writer, 'y'))]).toEqual(['granted', 'granted']);
    expect(await codeOf((await uploadOf(writer))())).toBe('granted');
    expect(await codeOf(remove(writer))).toBe('granted');
  });

  test.each<[string, (by: Clients) => Promise<unknown>]>([
    ['PutObject', (by) => put(by, 'theirs')],
    ['CopyObject', ({ s3 }) => s3.send(new CopyObjectCommand({ ...object, CopySource: `${Bucket}/source` }))],
    ['CreateMultipartUpload', ({ s3 }) => s3.send(new CreateMultipartUploadCommand(object))],
    ['DeleteObject', remove],
  ])('does not let it replace or delete an object of the bucket’s owner by %s', async (_, request) => {
    await put(writer, 'source', 'source');
    await put(root, 'ours');
    expect(await answerOf(request(writer))).toMatch(/^403 AccessDenied: /);
    expect(await read(root)).toBe('ours');
    await setBucketPolicy(root, Bucket, allow('s3:*', `arn:aws:s3:::${Bucket}/*`, to(otherAccount)));
    expect(await codeOf(request(writer))).toBe('granted');
  });

  test('does not let it end an upload in place of an object of the bucket’s owner', async () => {
    const complete = await uploadOf(writer);
    await put(root, 'ours');
    expect(await codeOf(complete())).toBe('403 AccessDenied');
    expect(await read(root)).toBe('ours');
  });

  test('deletes of several objects those of the caller', async () => {
    await put(root, 'ours');
    await put(writer, 'theirs', 'their-k');
    const Delete = { Objects: [{ Key: 'k' }, { Key: 'their-k' }] };
    const { Deleted, Errors } = await writer.s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Deleted).toEqual([{ Key: 'their-k' }]);
    expect(Errors).toMatchObject([{ Key: 'k', Code: 'AccessDenied' }]);
  });

  test('is refused by name to hide an object of the bucket’s owner behind a version or delete marker', async () => {
    await versioning('Enabled');
    await put(root, 'ours');
    expect([await codeOf(put(writer, 'theirs')), await codeOf(remove(writer))]).toEqual([
      '501 NotImplemented',
      '501 NotImplemented',
    ]);
    await remove(root);
    expect(await codeOf(put(writer, 'theirs'))).toBe('granted');
  });

  test('does not replace the null version of the bucket’s owner once versioning is suspended', async () => {
    await put(root, 'ours');
    await versioning('Enabled');
    await setBucketPolicy(root, Bucket, allow('s3:PutObject', `arn:aws:s3:::${Bucket}/*`, to(otherAccount)));
    await put(writer, 'theirs');
    await setBucketPolicy(
      root,
      Bucket,
      allow('s3:PutObject', `arn:aws:s3:::${Bucket}/none`, to(otherAccount)),
    );
    expect(await codeOf(put(writer, 'theirs'))).toBe('granted');
    await versioning('Suspended');
    expect([await codeOf(put(writer, 'again')), await codeOf(remove(writer))]).toEqual([
      '403 AccessDenied',
      '403 AccessDenied',
    ]);
  });
});

describe('An object that the bucket’s owner puts while a request of a grantee of WRITE is decided', () => {
  test.each<[string, (by: Clients) => Promise<unknown>]>([
    ['PutObject', (by) => put(by, 'theirs')],
    ['CopyObject', ({ s3 }) => s3.send(new CopyObjectCommand({ ...object, CopySource: `${Bucket}/source` }))],
    ['DeleteObject', remove],
    [
      'DeleteObjects',
      async (by) => {
        const Delete = { Objects: [{ Key: 'k' }] };
        const { Errors = [] } = await by.s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
        if (Errors[0]?.Code === 'AccessDenied') await remove(by);
      },
    ],
  ])('stays as it is under %s', async (_, request) => {
    await put(writer, 'source', 'source');
    await put(writer, 'theirs');
    meanwhile(root, (by) => put(by, 'ours'));
    expect(await codeOf(request(writer))).toBe('403 AccessDenied');
    expect(await read(root)).toBe('ours');
  });

  test('stays as it is under CompleteMultipartUpload', async () => {
    const complete = await uploadOf(writer);
    await put(writer, 'theirs');
    meanwhile(root, (by) => put(by, 'ours'));
    expect(await codeOf(complete())).toBe('403 AccessDenied');
    expect(await read(root)).toBe('ours');
  });

  test('stays as it is if it comes while the body of PutObject arrives', async () => {
    changedAtBody(() => put(root, 'ours'));
    expect(await codeOf(put(writer, 'theirs'))).toBe('503 ServiceUnavailable');
    expect(await read(root)).toBe('ours');
  });
});
