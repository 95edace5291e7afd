import { randomBytes } from 'node:crypto';
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { clientsFor } from '../../../../client/clients.ts';
import { rootOf } from '../../../../client/identity.ts';
import { type Lab, startLab } from '../../../serving/lab.ts';
import { newBucket, newObject } from '../../../testing/buckets.ts';
import { answerOf } from '../../../testing/lab-under-test.ts';

const object = { Bucket: 'records', Key: 'k' };
const key = randomBytes(32).toString('base64');
const ofCustomer = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: key };
const ofSource = { CopySourceSSECustomerAlgorithm: 'AES256', CopySourceSSECustomerKey: key };

let lab: Lab;
const s3 = () => clientsFor({ endpoint: lab.endpoint, identity: rootOf(account), region: 'us-east-1' }).s3;

beforeEach(async () => {
  lab = await startLab({ isPlain: true });
  await newBucket({ s3: s3() }, object.Bucket);
  await newObject({ s3: s3() }, object);
});
afterEach(async () => lab[Symbol.asyncDispose]());

test.each([
  ['an upload', () => s3().send(new PutObjectCommand({ ...object, ...ofCustomer, Body: 'x' }))],
  ['a read', () => s3().send(new GetObjectCommand({ ...object, ...ofCustomer }))],
  [
    'the source of a copy',
    () => s3().send(new CopyObjectCommand({ ...object, ...ofSource, CopySource: 'records/k' })),
  ],
])('a customer key over plain HTTP is refused: %s', async (_, send) => {
  expect(await answerOf(send())).toBe(
    '400 InvalidRequest: Requests specifying Server Side Encryption with Customer provided keys must be made over a secure connection.',
  );
});

test('plain HTTP without a customer key is served', async () => {
  expect(await answerOf(s3().send(new GetObjectCommand(object)))).toBe('granted');
});
