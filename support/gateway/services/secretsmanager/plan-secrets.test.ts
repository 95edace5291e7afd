import { beforeEach, describe, expect, test } from '@jest/globals';
import { secretsPermissions } from '../../../authorization/permissions/secretsmanager.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import { planSecrets } from './plan-secrets.ts';

const region = 'eu-west-1';
const principal = {
  type: 'Root',
  accountId: account,
  arn: `arn:aws:iam::${account}:root`,
  userId: account,
} as const;
const token = (letter: string) => letter.repeat(32);

let store: EmbeddedStore;
let arn: string;

beforeEach(async () => {
  store = new EmbeddedStore();
  const at = { service: 'secretsmanager', account, region } as const;
  const values = [token('a'), token('b')].map((ClientRequestToken) => ({
    SecretString: 'x',
    ClientRequestToken,
  }));
  const made = await store.read({ ...at, operation: 'CreateSecret', input: { Name: 'db', ...values[0] } });
  await store.read({ ...at, operation: 'PutSecretValue', input: { SecretId: 'db', ...values[1] } });
  arn = made.ARN ?? '';
});

/** The request that the store receives in the end. */
async function planned(
  input: object,
  {
    inRegion = region,
    operation = 'GetSecretValue',
  }: { readonly inRegion?: string; readonly operation?: 'GetSecretValue' | 'UpdateSecret' } = {},
) {
  const authenticated = {
    principal,
    authType: 'REST-HEADER',
    signatureVersion: 'AWS4-HMAC-SHA256',
    contentSha256: undefined,
    payload: { kind: 'unsigned' },
  } as const;
  const http = { headers: {}, sourceIp: '127.0.0.1', secure: false };
  const facts = { principal, authenticated, http, region: inRegion, time: new Date() };
  const rule = secretsPermissions[operation];
  if (rule === 'not implemented') throw new Error(`${operation} has no rule`);
  const call = { store, operation, input, facts, account, region: inRegion } as const;
  return planSecrets(call, (asked, scope) => rule(asked as Parameters<typeof rule>[0], scope));
}

describe('what is read is what was decided on', () => {
  test.each([
    ['the current version', {}, { VersionId: token('b') }],
    ['a label', { VersionStage: 'AWSPREVIOUS' }, { VersionId: token('a') }],
    ['a version', { VersionId: token('a') }, { VersionId: token('a') }],
    [
      'a version with a label',
      { VersionId: token('a'), VersionStage: 'AWSCURRENT' },
      { VersionId: token('a'), VersionStage: 'AWSCURRENT' },
    ],
  ])('%s', async (_, asked, explicit) => {
    for (const SecretId of ['db', arn, arn.slice(0, -7)]) {
      const { input } = await planned({ SecretId, ...asked });
      expect(Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))).toEqual({
        SecretId: arn,
        ...explicit,
      });
    }
  });

  test.each([
    ['no such version', { VersionId: token('z') }, `VersionId: ${token('z')}`],
    ['no such label', { VersionStage: 'mine' }, 'staging label: mine'],
  ])('%s: then nothing is asked of KMS, and nothing of the store', async (_, asked, which) => {
    const { checks, input } = await planned({ SecretId: 'db', ...asked });
    const message = `Secrets Manager can't find the specified secret value for ${which}`;
    expect(checks).toMatchObject([{ kind: 'permission' }, { kind: 'error', error: { message } }]);
    expect(input).toEqual({ SecretId: arn, ...asked });
  });

  test('a secret that is to be deleted is not read, even if it is restored meanwhile', async () => {
    const at = { service: 'secretsmanager', account, region } as const;
    await store.read({ ...at, operation: 'DeleteSecret', input: { SecretId: 'db' } });
    const { checks } = await planned({ SecretId: 'db' });
    expect(checks).toMatchObject([
      { kind: 'permission' },
      { kind: 'error', error: { code: 'InvalidRequestException' } },
    ]);
  });
});

test('a secret under a key that is disabled is not carried to another, whatever a store makes of it', async () => {
  const kms = { service: 'kms', account, region } as const;
  const newKey = async () => {
    const { KeyMetadata } = await store.read({ ...kms, operation: 'CreateKey', input: {} });
    return KeyMetadata?.Arn;
  };
  const [KmsKeyId, another] = [await newKey(), await newKey()];
  const at = { service: 'secretsmanager', account, region } as const;
  const value = { SecretString: 'x', ClientRequestToken: token('c') };
  await store.read({ ...at, operation: 'CreateSecret', input: { Name: 'closed', KmsKeyId, ...value } });
  const carried = () => planned({ SecretId: 'closed', KmsKeyId: another }, { operation: 'UpdateSecret' });
  const errors = async () => (await carried()).checks.filter(({ kind }) => kind === 'error');
  expect(await errors()).toEqual([]);
  await store.read({ ...kms, operation: 'DisableKey', input: { KeyId: KmsKeyId } });
  expect(await errors()).toMatchObject([{ error: { code: 'DecryptionFailure' } }]);
});

test('a secret of another Region is none, whatever a store makes of its ARN', async () => {
  const { checks } = await planned({ SecretId: arn }, { inRegion: 'eu-west-2' });
  expect(checks).toMatchObject([
    { kind: 'permission' },
    { kind: 'error', error: { code: 'ResourceNotFoundException' } },
  ]);
});
