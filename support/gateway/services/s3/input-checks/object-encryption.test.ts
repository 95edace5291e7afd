import { type S3Client, UpdateObjectEncryptionCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { account, otherAccount } from '../../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../../stores/embedded/embedded-store.ts';
import { newBucket, newObject } from '../../../testing/buckets.ts';
import { answerOf, type LabUnderTest, labUnderTest, newKey } from '../../../testing/lab-under-test.ts';
import { storeCannotHold } from '../../../testing/store-cannot-hold.ts';

const object = { Bucket: 'records', Key: 'k' };
const customer = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'a'.repeat(32) } as const;

let lab: LabUnderTest;
let s3: S3Client;
let key = '';

beforeEach(async () => {
  lab = await labUnderTest();
  const root = lab.as(account);
  s3 = root.s3;
  await newBucket({ s3 }, 'records');
  key = await newKey(root);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab[Symbol.asyncDispose]();
});

/** Puts an object, then asks for another key; tells what was answered and whether a store was asked. */
async function updated(KMSKeyArn: string, written: object): Promise<{ answer: string; asked: number }> {
  await newObject({ s3 }, { ...object, ...written });
  const send = jest.spyOn(EmbeddedStore.prototype, 'send');
  const ObjectEncryption = { SSEKMS: { KMSKeyArn } };
  const answer = await answerOf(s3.send(new UpdateObjectEncryptionCommand({ ...object, ObjectEncryption })));
  return { answer, asked: send.mock.calls.length };
}

const aliasArn = () => key.replace(/key.+/, 'alias/a');
const foreign = () => key.replace(account, otherAccount);

test.each<[string, () => string, object, string]>([
  ['an alias', aliasArn, {}, '400 InvalidRequest: '],
  ['a bare key id', () => key.replace(/.+key\//, ''), {}, '400 InvalidRequest: '],
  ['a key of another account', foreign, {}, '403 AccessDenied: The AWS KMS key in the request must be owned'],
  ['an object under a customer’s key', () => key, customer, '400 InvalidRequest: The UpdateObjectEncryption'],
  [
    'an object under two layers',
    () => key,
    { ServerSideEncryption: 'aws:kms:dsse' },
    '400 InvalidRequest: The UpdateObjectEncryption',
  ],
])('UpdateObjectEncryption is refused for %s, whichever store', async (_, arn, written, refusal) => {
  const { answer, asked } = await updated(arn(), written);
  expect(answer).toContain(refusal);
  expect(asked).toBe(0);
});

test('UpdateObjectEncryption is performed under a key of the bucket owner’s account', async () => {
  expect(await updated(key, {})).toEqual({ answer: 'granted', asked: 1 });
});

test('UpdateObjectEncryption is not performed by a store that may find another encryption than was decided', async () => {
  const condition = 'encryption that UpdateObjectEncryption replaces';
  const { answer, asked } = await storeCannotHold([condition], () => updated(key, {}));
  expect(answer).toContain('501 NotImplemented: keyhole: ');
  expect(asked).toBe(0);
});
