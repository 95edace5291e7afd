import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import { type Clients, type LabUnderTest, labUnderTest } from '../../testing/lab-under-test.ts';

const object = { Bucket: 'records', Key: 'k' };

interface Signable {
  readonly headers: Record<string, string>;
  readonly query: Record<string, string>;
}

/** A presigned URL that has its conditions in the query. */
function presigned(command: PutObjectCommand | GetObjectCommand): Promise<string> {
  // Commands of different operations have stacks of the same shape.
  (command as PutObjectCommand).middlewareStack.add(
    (next) => (args) => {
      const { headers, query } = args.request as Signable;
      for (const name of Object.keys(headers).filter((header) => header.startsWith('if-'))) {
        query[name] = headers[name] ?? '';
        Reflect.deleteProperty(headers, name);
      }
      return next(args);
    },
    { step: 'build' },
  );
  return getSignedUrl(s3, command);
}

let lab: LabUnderTest;
let s3: Clients['s3'];

beforeEach(async () => {
  lab = await labUnderTest();
  s3 = lab.as(account).s3;
  await newBucket({ s3 }, 'records');
  await newObject({ s3 }, { ...object, Body: 'kept' });
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

test.each([
  ['If-None-Match', { IfNoneMatch: '*' }],
  ['If-Match', { IfMatch: '"other"' }],
])('a write is held to the %s of its presigned query', async (_, condition) => {
  const url = await presigned(new PutObjectCommand({ ...object, ...condition }));
  expect(url).toMatch(/[?&]if-/);
  expect((await fetch(url, { method: 'PUT', body: 'new' })).status).toBe(412);
  const { Body } = await s3.send(new GetObjectCommand(object));
  expect(await Body?.transformToString()).toBe('kept');
});

test('a read is held to the If-Match of its presigned query', async () => {
  const read = new GetObjectCommand({ ...object, IfMatch: '"other"' });
  expect((await fetch(await presigned(read))).status).toBe(412);
});

test('a condition is refused if it stands in the query and in a header', async () => {
  const url = await presigned(new PutObjectCommand({ ...object, IfNoneMatch: '*' }));
  const again = { method: 'PUT', body: 'new', headers: { 'if-none-match': '*' } };
  expect((await fetch(url, again)).status).toBe(400);
});

test.each(['UNSIGNED-PAYLOAD', 'a'.repeat(64), 'nonsense'])(
  'an unsigned payload hash beside a presigned query is ignored: %s',
  async (hash) => {
    const url = await getSignedUrl(s3, new PutObjectCommand(object));
    const sent = { method: 'PUT', body: 'new', headers: { 'x-amz-content-sha256': hash } };
    expect((await fetch(url, sent)).status).toBe(200);
  },
);

test('any other unsigned header of AWS beside a presigned query is refused', async () => {
  const url = await getSignedUrl(s3, new PutObjectCommand(object));
  const sent = { method: 'PUT', body: 'new', headers: { 'x-amz-acl': 'public-read' } };
  expect((await fetch(url, sent)).status).toBe(403);
});
