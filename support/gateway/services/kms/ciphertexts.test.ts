import { DecryptCommand, ReEncryptCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { answerOf, type LabUnderTest, labUnderTest } from '../../testing/lab-under-test.ts';

let under: LabUnderTest;
beforeAll(async () => {
  under = await labUnderTest();
});
afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

const invalid = "400 ValidationException: 1 validation error detected: Value at 'ciphertextBlob'";

test.each([
  [
    'no bytes',
    0,
    `${invalid} failed to satisfy constraint: Member must have length greater than or equal to 1`,
  ],
  [
    'too many',
    6145,
    `${invalid} failed to satisfy constraint: Member must have length less than or equal to 6144`,
  ],
  ['some that mean nothing', 6144, '400 InvalidCiphertextException: '],
])('a ciphertext of %s is refused', async (_, length, answer) => {
  const { kms } = under.as(account);
  const CiphertextBlob = new Uint8Array(length);
  expect((await answerOf(kms.send(new DecryptCommand({ CiphertextBlob })))).startsWith(answer)).toBe(true);
  const DestinationKeyId = 'alias/aws/s3';
  const again = new ReEncryptCommand({ CiphertextBlob, DestinationKeyId });
  expect((await answerOf(kms.send(again))).startsWith(answer)).toBe(true);
});
