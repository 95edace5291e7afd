import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  type ObjectOwnership,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../../stores/embedded/embedded-store.ts';
import { EndpointStore } from '../../../../stores/endpoint/endpoint-store.ts';
import { newBucket, newObject, setBucketPolicy } from '../../../testing/buckets.ts';
import { labOfEachTest } from '../../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, to } from '../../../testing/lab-under-test.ts';

const Bucket = 'records';
const object = { Bucket, Key: 'k' };

const lab = labOfEachTest();
let root: Clients;
let writer: Clients;

beforeEach(async () => {
  root = lab.as(account);
  writer = await lab.user(otherAccount, 'writer', allow('s3:*'));
  const value = ['owner of an object'];
  Object.defineProperty(EmbeddedStore.prototype, 'cannotHold', { value, configurable: true });
});

afterEach(() => {
  Reflect.deleteProperty(EmbeddedStore.prototype, 'cannotHold');
});

async function bucketOf(ObjectOwnership: ObjectOwnership): Promise<void> {
  await newBucket(root, Bucket, { ObjectOwnership });
  const Resource = `arn:aws:s3:::${Bucket}/*`;
  const statement = allow('s3:*', Resource, to(otherAccount));
  await setBucketPolicy(root, Bucket, statement);
  await newObject(root, { Bucket, Key: 'source' });
}

const REFUSED = '501 NotImplemented';

test.each<[ObjectOwnership, string, string]>([
  ['ObjectWriter', REFUSED, REFUSED],
  ['BucketOwnerPreferred', REFUSED, 'granted'],
  ['BucketOwnerEnforced', 'granted', 'granted'],
])(
  'a store without owners of objects takes of others under %s: %s, for the owner %s',
  async (of, plain, given) => {
    await bucketOf(of);
    const put = (more: object) =>
      codeOf(writer.s3.send(new PutObjectCommand({ ...object, Body: 'x', ...more })));
    const begin = (more: object) =>
      codeOf(writer.s3.send(new CreateMultipartUploadCommand({ ...object, ...more })));
    const ACL = 'bucket-owner-full-control';
    expect([await put({}), await begin({})]).toEqual([plain, plain]);
    expect([await put({ ACL }), await begin({ ACL })]).toEqual([given, given]);
    expect(await codeOf(root.s3.send(new PutObjectCommand({ ...object, Body: 'x' })))).toBe('granted');
  },
);

test('copies and completed uploads of other accounts are refused as well', async () => {
  await bucketOf('ObjectWriter');
  const { UploadId } = await root.s3.send(new CreateMultipartUploadCommand(object));
  const completion = new CompleteMultipartUploadCommand({
    ...object,
    UploadId,
    MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '"e"' }] },
  });
  expect(await codeOf(writer.s3.send(completion))).toBe(REFUSED);
  const theirs = await lab.user(otherAccount, 'copier', allow('s3:*'));
  const CopySource = 'their-bucket/k';
  await newBucket(theirs, 'their-bucket');
  await newObject(theirs, { Bucket: 'their-bucket', Key: 'k' });
  expect(await codeOf(theirs.s3.send(new CopyObjectCommand({ ...object, CopySource })))).toBe(REFUSED);
});

test('endpoints give every object to the owner of its bucket', async () => {
  await using store = new EndpointStore(new URL('http://127.0.0.1:9'));
  expect(store.cannotHold).toContain('owner of an object');
});
