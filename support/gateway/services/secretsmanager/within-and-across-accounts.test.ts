import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, type Clients } from '../../testing/lab-under-test.ts';
import {
  foreigners,
  keys,
  Name,
  NO_KMS,
  put,
  read,
  type SecretsUnderTest,
  secrets,
  secretsUnderTest,
  update,
} from './testing/secrets-under-test.ts';

const NAME_AN_ARN =
  '400 InvalidRequestException: You must specify a KMS key ARN to update the secret from a different AWS account.';
const DEFAULT_KEY =
  "400 InvalidRequestException: You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.";
const anew = { SecretString: 'anew' };

let lab: SecretsUnderTest;

beforeEach(async () => {
  lab = await secretsUnderTest();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

describe('within an account', () => {
  test('the AWS managed key serves every caller who may use the secret', async () => {
    const arn = await lab.create();
    const user = await lab.user(account, 'user', secrets);
    expect(await read(user, arn)).toBe('granted');
    expect(await put(user)).toBe('granted');
    expect(await update(user, anew)).toBe('granted');
  });

  test('a key of the account takes permissions on the key', async () => {
    await lab.create('alias/my-key');
    const without = await lab.user(account, 'without', secrets);
    const reader = await lab.user(account, 'reader', secrets, allow('kms:Decrypt'));
    const writer = await lab.user(account, 'writer', secrets, allow('kms:GenerateDataKey'));
    expect([await read(without), await put(without)]).toEqual([NO_KMS, NO_KMS]);
    expect([await read(reader), await put(reader)]).toEqual(['granted', NO_KMS]);
    expect([await read(writer), await put(writer)]).toEqual([NO_KMS, 'granted']);
  });
});

describe('across accounts', () => {
  let user: Clients;

  beforeEach(async () => {
    user = await lab.user(otherAccount, 'user', secrets, keys);
    await lab.keyPolicy({ ...allow(['kms:Decrypt', 'kms:GenerateDataKey']), ...foreigners });
  });

  /** The secret, open to the other account. */
  async function shared(KmsKeyId?: string): Promise<string> {
    const arn = await lab.create(KmsKeyId);
    await lab.policy(arn, { ...secrets, ...foreigners });
    return arn;
  }

  test.each([
    ['ARN', () => lab.key],
    ["alias's ARN", () => `arn:aws:kms:eu-west-1:${account}:alias/my-key`],
  ])('a secret under the %s of a key is read and changed', async (_, key) => {
    const arn = await shared(key());
    expect(await read(user, arn)).toBe('granted');
    expect(await read(user, arn.slice(0, -7))).toBe('granted');
    expect(await put(user, arn)).toBe('granted');
    expect(await update(user, anew, arn)).toBe('granted');
    await lab.keyPolicy();
    expect([await read(user, arn), await put(user, arn)]).toEqual([NO_KMS, NO_KMS]);
  });

  test('a name means a secret of the caller', async () => {
    await shared(lab.key);
    expect(await read(user, Name)).toContain('400 ResourceNotFoundException');
  });

  test('a secret under a bare alias is not, until it names the ARN', async () => {
    const arn = await shared('alias/my-key');
    expect(await read(user, arn)).toBe(NO_KMS);
    expect(await put(user, arn)).toBe(NAME_AN_ARN);
    expect(await update(user, anew, arn)).toBe(NAME_AN_ARN);
    expect(await update(user, { ...anew, KmsKeyId: 'alias/my-key' }, arn)).toBe(NAME_AN_ARN);
    expect(await update(user, { Description: 'told' }, arn)).toBe('granted');
    expect(await update(user, { ...anew, KmsKeyId: lab.key }, arn)).toBe('granted');
    expect(await read(user, arn)).toBe('granted');
  });

  test('a secret under the AWS managed key is not', async () => {
    const arn = await shared();
    expect([await read(user, arn), await put(user, arn)]).toEqual([DEFAULT_KEY, DEFAULT_KEY]);
    expect(await update(user, anew, arn)).toBe(NAME_AN_ARN);
    expect(await update(user, { ...anew, KmsKeyId: '' }, arn)).toBe(NAME_AN_ARN);
  });

  test('who may not use the secret is not told of its key', async () => {
    const arn = await lab.create('alias/my-key');
    expect(await read(user, arn)).toContain('because no resource-based policy allows');
    expect(await put(user, arn)).toContain('because no resource-based policy allows');
  });
});
