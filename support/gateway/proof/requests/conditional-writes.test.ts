import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeletePublicAccessBlockCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients } from '../../testing/lab-under-test.ts';

const Bucket = 'records';

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
});

const put = async (Key: string) =>
  (await root.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))).ETag;

describe('A caller who may not read an object', () => {
  const actions = ['s3:PutObject', 's3:DeleteObject'];
  let writer: Clients;

  beforeEach(async () => {
    writer = await lab.user(
      account,
      'writer',
      allow(actions),
      allow('s3:GetObject', 'arn:aws:s3:::records/readable'),
    );
  });

  test.each([
    ['readable', 'granted'],
    ['secret', '403 AccessDenied'],
  ])('cannot overwrite or delete it by its ETag: %s', async (Key, expected) => {
    const IfMatch = await put(Key);
    const asked = [
      new PutObjectCommand({ Bucket, Key, Body: 'x', IfMatch }),
      new DeleteObjectCommand({ Bucket, Key, IfMatch }),
    ] as const;
    expect((await answerOf(writer.s3.send(asked[0]))).split(':')[0]).toBe(expected);
    expect((await answerOf(writer.s3.send(asked[1]))).split(':')[0]).toBe(expected);
  });

  test('can delete it if it is there at all', async () => {
    await put('secret');
    const request = new DeleteObjectCommand({ Bucket, Key: 'secret', IfMatch: '*' });
    expect(await answerOf(writer.s3.send(request))).toBe('granted');
  });

  test('is refused those among many objects whose ETags it gives', async () => {
    const Objects = [
      { Key: 'secret', ETag: await put('secret') },
      { Key: 'plain' },
      { Key: 'readable', ETag: await put('readable') },
      { Key: 'hidden', ETag: await put('hidden') },
    ];
    const { Deleted, Errors } = await writer.s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects } }),
    );
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['plain', 'readable']);
    expect(Errors?.map(({ Key, Code }) => [Key, Code])).toEqual([
      ['secret', 'AccessDenied'],
      ['hidden', 'AccessDenied'],
    ]);
  });
});

test('s3:if-match tells deletions that are conditional from those that are not', async () => {
  const conditional = { Condition: { Null: { 's3:if-match': 'false' } } };
  const user = await lab.user(account, 'user', allow('s3:DeleteObject', '*', conditional));
  await put('k');
  const remove = (IfMatch?: string) =>
    answerOf(user.s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', IfMatch })));
  expect(await remove()).toMatch(/^403 AccessDenied/);
  expect(await remove('*')).toBe('granted');
});

test('An anonymous caller can upload to a public bucket in one piece, but not in parts', async () => {
  await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const Resource = `arn:aws:s3:::${Bucket}/*`;
  await setBucketPolicy(root, Bucket, allow('s3:PutObject', Resource, { Principal: '*' }));
  const { s3 } = lab.as('anonymous');
  expect(await answerOf(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })))).toBe('granted');
  expect(await answerOf(s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' })))).toBe(
    '403 AccessDenied: Anonymous users cannot initiate multipart uploads.  Please authenticate.',
  );
});
