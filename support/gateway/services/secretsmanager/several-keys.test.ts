import { DisableKeyCommand, EnableKeyCommand } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { allow, type Clients } from '../../testing/lab-under-test.ts';
import {
  NO_KMS,
  read,
  type SecretsUnderTest,
  secrets,
  secretsUnderTest,
  update,
} from './testing/secrets-under-test.ts';

const CLOSED =
  "400 DecryptionFailure: Secrets Manager can't decrypt the protected secret text using the provided KMS key.";

let lab: SecretsUnderTest;
let second: string;
/** May use the first key alone, and the second key alone. */
let ofFirst: Clients;
let ofSecond: Clients;

beforeEach(async () => {
  lab = await secretsUnderTest();
  second = await lab.newKey();
  await lab.create(lab.key);
  expect(await update(lab.root, { KmsKeyId: second })).toBe('granted');
  ofFirst = await lab.user(account, 'of-first', secrets, allow('kms:*', lab.key));
  ofSecond = await lab.user(account, 'of-second', secrets, allow('kms:*', second));
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

const disable = (KeyId: string) => lab.root.kms.send(new DisableKeyCommand({ KeyId }));

describe('a version under the old and the new key of its secret', () => {
  test('opens to who may use either', async () => {
    expect(await read(ofFirst)).toBe('granted');
    expect(await read(ofSecond)).toBe('granted');
    expect(await read(await lab.user(account, 'of-none', secrets))).toBe(NO_KMS);
  });

  test('does not open by a key that is disabled, however well the other works for others', async () => {
    await disable(lab.key);
    expect(await read(ofFirst)).toBe(NO_KMS);
    expect(await read(ofSecond)).toBe('granted');
    await lab.root.kms.send(new EnableKeyCommand({ KeyId: lab.key }));
    await disable(second);
    expect(await read(ofFirst)).toBe('granted');
    expect(await read(ofSecond)).toBe(NO_KMS);
  });

  test('opens to no caller while both are disabled, and says so only to who may use one of them', async () => {
    await disable(lab.key);
    await disable(second);
    expect(await read(ofFirst)).toBe(CLOSED);
    expect(await read(lab.root)).toBe(CLOSED);
    expect(await read(await lab.user(account, 'of-none', secrets))).toBe(NO_KMS);
  });
});
