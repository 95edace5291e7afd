import { requestsOf, type State, subjectsOf } from '../request.ts';

export const ask = requestsOf('kms');
export const KeyId = '{key}';
export const message = Buffer.from('message');
const kept = { key: 'KeyMetadata.Arn', keyId: 'KeyMetadata.KeyId' };

/** Keys of every state and usage, made once for all that only uses them. */
export const keys: State = {
  steps: [
    ask('CreateKey', {}, { keep: kept }),
    ask('CreateKey', {}, { keep: { otherKey: 'KeyMetadata.Arn' } }),
    ask('CreateKey', {}, { keep: { disabled: 'KeyMetadata.Arn' } }),
    ask('DisableKey', { KeyId: '{disabled}' }),
    ask('CreateKey', {}, { keep: { deleted: 'KeyMetadata.Arn' } }),
    ask('ScheduleKeyDeletion', { KeyId: '{deleted}' }),
    ask(
      'CreateKey',
      { KeyUsage: 'SIGN_VERIFY', KeySpec: 'ECC_NIST_P256' },
      { keep: { signing: 'KeyMetadata.Arn' } },
    ),
    ask('CreateAlias', { AliasName: '{alias}', TargetKeyId: KeyId }),
  ],
  reads: [ask('DescribeKey', { KeyId })],
  renew: [],
};
const cipher: State = {
  ...keys,
  steps: [
    ...keys.steps,
    ask('Encrypt', { KeyId, Plaintext: message }, { keep: { ciphertext: 'CiphertextBlob' } }),
    ask(
      'Encrypt',
      { KeyId, Plaintext: message, EncryptionContext: { a: 'b' } },
      { keep: { contextual: 'CiphertextBlob' } },
    ),
  ],
};
export const signing: State = {
  ...keys,
  steps: [
    ...keys.steps,
    ask(
      'CreateKey',
      { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_256' },
      { keep: { mac: 'KeyMetadata.Arn' } },
    ),
    ask(
      'GenerateMac',
      { KeyId: '{mac}', Message: message, MacAlgorithm: 'HMAC_SHA_256' },
      { keep: { code: 'Mac' } },
    ),
    ask(
      'Sign',
      { KeyId: '{signing}', Message: message, SigningAlgorithm: 'ECDSA_SHA_256' },
      { keep: { signature: 'Signature' } },
    ),
    ask(
      'CreateKey',
      { KeyUsage: 'KEY_AGREEMENT', KeySpec: 'ECC_NIST_P256' },
      { keep: { agreeing: 'KeyMetadata.Arn' } },
    ),
    ask('GetPublicKey', { KeyId: '{agreeing}' }, { keep: { publicKey: 'PublicKey' } }),
  ],
};
const imported: State = {
  ...keys,
  steps: [
    ...keys.steps,
    ask('CreateKey', { Origin: 'EXTERNAL' }, { keep: { external: 'KeyMetadata.Arn' } }),
    ask(
      'GetParametersForImport',
      { KeyId: '{external}', WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' },
      { keep: { token: 'ImportToken' } },
    ),
  ],
  reads: [ask('DescribeKey', { KeyId: '{external}' })],
};
const grants: State = {
  ...keys,
  steps: [
    ...keys.steps,
    ask(
      'CreateGrant',
      {
        KeyId,
        GranteePrincipal: 'arn:aws:iam::{account}:root',
        Operations: ['Decrypt'],
        RetiringPrincipal: 'arn:aws:iam::{account}:root',
      },
      { keep: { grant: 'GrantId', grantToken: 'GrantToken' } },
    ),
  ],
  reads: [ask('ListGrants', { KeyId })],
};

export const of = subjectsOf('kms', keys);
export const ofCipher = subjectsOf('kms', cipher);
export const ofSigning = subjectsOf('kms', signing);
export const ofImported = subjectsOf('kms', imported);
export const ofGrants = subjectsOf('kms', grants);
