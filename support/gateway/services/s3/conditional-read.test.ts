import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import type { Call } from '../../../stores/store.ts';
import { newBucket } from '../../testing/buckets.ts';
import { allow, answerOf, type LabUnderTest, labUnderTest } from '../../testing/lab-under-test.ts';

const object = { Bucket: 'records', Key: 'k' };
const past = new Date('2001-01-01');
const future = new Date(Date.now() + 1e9);

let lab: LabUnderTest;
let s3: S3Client;
let same: { readonly etag: string; readonly date: Date };

beforeEach(async () => {
  lab = await labUnderTest();
  s3 = lab.as(account).s3;
  await newBucket({ s3 }, 'records');
  await put('kept');
  const { ETag = '', LastModified = past } = await s3.send(new HeadObjectCommand(object));
  same = { etag: ETag, date: LastModified };
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab[Symbol.asyncDispose]();
});

const put = (Body: string) => s3.send(new PutObjectCommand({ ...object, Body }));

type Values = Readonly<Record<string, string | Date>>;

/** The values of this very object where a table says `same`. */
function actual(conditions: Values): Values {
  const pairs = Object.entries(conditions).map(([name, value]) => [
    name,
    value !== 'same' ? value : name.endsWith('Match') ? same.etag : same.date,
  ]);
  return Object.fromEntries(pairs);
}

/** The calls that reach the store. */
function calls(): () => readonly Call[] {
  const send = jest.spyOn(EmbeddedStore.prototype, 'send');
  return () => send.mock.calls.map(([call]) => call);
}

const cases: readonly (readonly [string, Values, 200 | 304 | 412])[] = [
  ['If-Match that holds', { IfMatch: 'same' }, 200],
  ['If-Match of any', { IfMatch: '*' }, 200],
  ['If-Match that does not hold', { IfMatch: '"other"' }, 412],
  ['If-Match that outweighs If-Unmodified-Since', { IfMatch: 'same', IfUnmodifiedSince: past }, 200],
  ['If-Unmodified-Since that does not hold', { IfUnmodifiedSince: past }, 412],
  ['If-Unmodified-Since that holds', { IfUnmodifiedSince: future }, 200],
  ['If-None-Match that holds', { IfNoneMatch: '"other"' }, 200],
  ['If-None-Match that does not hold', { IfNoneMatch: 'same' }, 304],
  ['If-None-Match of any', { IfNoneMatch: '*' }, 304],
  [
    'If-None-Match that outweighs If-Modified-Since',
    { IfNoneMatch: '"other"', IfModifiedSince: 'same' },
    200,
  ],
  ['If-Modified-Since that holds', { IfModifiedSince: past }, 200],
  ['If-Modified-Since that does not hold', { IfModifiedSince: 'same' }, 304],
  ['If-Modified-Since of the future', { IfModifiedSince: future }, 200],
];

describe('the gateway evaluates the conditions of', () => {
  test.each(cases)('GetObject: %s', async (_, conditions, status) => {
    const reached = calls();
    const answer = await answerOf(s3.send(new GetObjectCommand({ ...object, ...actual(conditions) })));
    if (status === 200) {
      expect(answer).toBe('granted');
      expect(reached()).toMatchObject([{ input: object, conditions: { eTag: same.etag } }]);
    } else {
      expect(answer).toContain(`${status} `);
      expect(reached()).toEqual([]);
    }
  });

  test.each(cases)('HeadObject: %s', async (_, conditions, status) => {
    const answer = await answerOf(s3.send(new HeadObjectCommand({ ...object, ...actual(conditions) })));
    expect(answer).toContain(status === 200 ? 'granted' : `${status} `);
  });

  test.each(cases)('CopyObject on its source: %s', async (_, conditions, status) => {
    const prefixed = Object.entries(actual(conditions)).map(([name, value]) => [`CopySource${name}`, value]);
    const reached = calls();
    const copy = { ...object, Key: 'copy', CopySource: 'records/k', ...Object.fromEntries(prefixed) };
    const answer = await answerOf(s3.send(new CopyObjectCommand(copy)));
    expect(answer).toContain(status === 200 ? 'granted' : '412 PreconditionFailed');
    expect(reached()).toHaveLength(status === 200 ? 1 : 0);
  });
});

test('a failed condition tells nothing to a caller without permission', async () => {
  const { s3: outside } = await lab.user(account, 'ada', allow('s3:ListBucket'));
  const read = outside.send(new GetObjectCommand({ ...object, IfMatch: '"other"' }));
  expect(await answerOf(read)).toMatch(/^403 AccessDenied/);
});

test('a condition on no object leaves it missing', async () => {
  const read = s3.send(new GetObjectCommand({ ...object, Key: 'none', IfMatch: '"other"' }));
  expect(await answerOf(read)).toMatch(/^404 NoSuchKey/);
});

test('an object that is replaced meanwhile is held to the condition again', async () => {
  const { read } = EmbeddedStore.prototype;
  let replaced = false;
  jest.spyOn(EmbeddedStore.prototype, 'read').mockImplementation(async function (
    this: EmbeddedStore,
    lookup,
  ) {
    const found = await read.call(this, lookup);
    if (lookup.operation === 'HeadObject' && !replaced) {
      replaced = true;
      await put('other');
    }
    return found as never;
  });
  const conditional = s3.send(new GetObjectCommand({ ...object, IfMatch: same.etag }));
  expect(await answerOf(conditional)).toMatch(/^412 PreconditionFailed/);
});
