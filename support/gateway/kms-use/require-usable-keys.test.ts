import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../aws/aws-error.ts';
import type { Operation } from '../../aws/operations.ts';
import { account } from '../../aws/testing/accounts.ts';
import type { Store } from '../../stores/store.ts';
import { dynamodbKeyUse } from '../services/dynamodb/dynamodb-key-use.ts';
import { s3KeyUse } from '../services/s3/s3-key-use.ts';
import { secretsKeyUse } from '../services/secretsmanager/secrets-key-use.ts';
import { requireUsableKeys } from './require-usable-keys.ts';

const region = 'eu-west-2';
const arn = `arn:aws:kms:${region}:${account}:key/1b2c3d4e-0000-4000-8000-000000000000`;

/** Describes the key as the store does, or throws. */
type Described = { readonly KeyState: string; readonly KeySpec?: string } | AwsError;

/** The services that use keys, with their words. */
const words = { s3: s3KeyUse, secretsmanager: secretsKeyUse, dynamodb: dynamodbKeyUse };

function used(
  service: keyof typeof words,
  operation: Operation,
  described: Described,
): Promise<void> | undefined {
  const read = async () => {
    if (described instanceof AwsError) throw described;
    return { KeyMetadata: { Arn: arn, KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'SIGN_VERIFY', ...described } };
  };
  const store = { read } as unknown as Pick<Store, 'read'>;
  return requireUsableKeys(store, { operation, account, region, kmsKeys: [arn] }, words[service]);
}

const uses = [
  ['s3', 'GetObject', (code: string) => `KMS.${code}`],
  ['s3', 'PutObject', (code: string) => `KMS.${code}`],
  ['secretsmanager', 'GetSecretValue', () => 'DecryptionFailure'],
  ['secretsmanager', 'PutSecretValue', () => 'EncryptionFailure'],
  ['dynamodb', 'GetItem', () => 'ValidationException'],
] as const;

describe.each(uses)('%s:%s', (service, operation, codeOf) => {
  test.each([
    ['Disabled', 'DisabledException', 'is disabled.'],
    ['PendingDeletion', 'KMSInvalidStateException', 'is pending deletion.'],
    ['PendingImport', 'KMSInvalidStateException', 'is pending import.'],
    ['Unavailable', 'KMSInvalidStateException', 'is unavailable.'],
  ])('is refused while its key is %s', async (KeyState, code, text) => {
    const message = operation === 'GetSecretValue' ? "can't decrypt" : `${arn} ${text}`;
    const refusal = { code: codeOf(code), status: 400, message: expect.stringContaining(message) };
    await expect(used(service, operation, { KeyState })).rejects.toMatchObject(refusal);
  });

  test('is performed while its key is enabled', async () => {
    await expect(used(service, operation, { KeyState: 'Enabled' })).resolves.toBeUndefined();
  });

  test('is not performed where the key cannot be looked up', async () => {
    const failure = new AwsError('ThrottlingException', 400, 'slower');
    await expect(used(service, operation, failure)).rejects.toMatchObject({ status: 503 });
  });
});

test.each([
  ['s3', 'PutObject', 'KMS.InvalidKeyUsageException'],
  ['secretsmanager', 'CreateSecret', 'EncryptionFailure'],
  ['dynamodb', 'CreateTable', 'InternalServerError'],
] as const)('%s:%s takes no asymmetric key', async (service, operation, code) => {
  const key = { KeyState: 'Enabled', KeySpec: 'RSA_2048' };
  await expect(used(service, operation, key)).rejects.toMatchObject({ code });
});

test('a call that takes no key looks none up', async () => {
  const call = { operation: 'GetObject', account, region } as const;
  const read = () => Promise.reject(new Error('a lookup'));
  await requireUsableKeys({ read }, call, s3KeyUse);
});
