import { requestsOf, type Subject, subjectsOf, type World } from '../request.ts';

const ask = requestsOf('kms');
const KeyId = '{key}';
const message = Buffer.from('message');
const kept = { key: 'KeyMetadata.Arn', keyId: 'KeyMetadata.KeyId' };

/** Keys of every state and usage, made once for all that only uses them. */
const keys: World = {
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
const cipher: World = {
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
const signing: World = {
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
const imported: World = {
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
const grants: World = {
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

const of = subjectsOf('kms', keys);
const ofCipher = subjectsOf('kms', cipher);
const ofSigning = subjectsOf('kms', signing);
const ofImported = subjectsOf('kms', imported);
const ofGrants = subjectsOf('kms', grants);
const policyOf = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const everything = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::{account}:root' },
  Action: 'kms:*',
  Resource: '*',
};
const policies = [
  'nonsense',
  '{}',
  policyOf({ ...everything, Action: 'kms:Decrypt' }),
  policyOf({ ...everything, Action: 'kms:Nonsense' }),
  policyOf({ ...everything, Principal: { AWS: 'arn:aws:iam::{account}:user/absent' } }),
  policyOf({ ...everything, Principal: '*' }),
  policyOf({ ...everything, Sid: 'x'.repeat(33_000) }),
];
const made = [ask('DescribeKey', { KeyId: '{alias}' })];

/** For tests: how KMS is asked. */
export const kmsSubjects: readonly Subject[] = [
  of(
    'CreateKey',
    {},
    {
      reads: [],
      vary: { Policy: policies, KeySpec: ['SYMMETRIC_DEFAULT', 'HMAC_256', 'ECC_NIST_P256', 'nonsense'] },
      also: {
        'for MACs': { input: { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_512' } },
        'for MACs with another spec': { input: { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'RSA_2048' } },
        'for agreement': { input: { KeyUsage: 'KEY_AGREEMENT', KeySpec: 'ECC_NIST_P256' } },
        'both names of a spec': {
          input: { KeySpec: 'SYMMETRIC_DEFAULT', CustomerMasterKeySpec: 'RSA_2048' },
        },
      },
    },
  ),
  of(
    'DescribeKey',
    { KeyId },
    {
      also: {
        'an alias': { input: { KeyId: '{alias}' } },
        'a key id': { input: { KeyId: '{keyId}' } },
        'the key of a service': { input: { KeyId: 'alias/aws/s3' } },
      },
    },
  ),
  of('ListKeys', {}, { alone: true }),
  of('UpdateKeyDescription', { KeyId, Description: 'described' }),
  of('EnableKey', { KeyId }, { also: { 'one that is disabled': { input: { KeyId: '{disabled}' } } } }),
  of('DisableKey', { KeyId }),
  of('ScheduleKeyDeletion', { KeyId }, { renew: undefined }),
  of(
    'CancelKeyDeletion',
    { KeyId: '{deleted}' },
    { vary: { KeyId: [undefined, 'nonsense', '{key}', '{alias}'] } },
  ),
  of(
    'CreateAlias',
    { AliasName: 'alias/made-{c}', TargetKeyId: KeyId },
    {
      reads: [ask('ListAliases', { KeyId })],
      also: {
        'one that is there': { input: { AliasName: '{alias}' } },
        'by an alias': { input: { TargetKeyId: '{alias}' } },
      },
    },
  ),
  of('UpdateAlias', { AliasName: '{alias}', TargetKeyId: '{otherKey}' }, { reads: made }),
  of(
    'DeleteAlias',
    { AliasName: '{alias}' },
    { reads: made, renew: [ask('CreateAlias', { AliasName: '{alias}', TargetKeyId: KeyId })] },
  ),
  of('ListAliases', {}, { alone: true, vary: { KeyId: ['{key}', 'nonsense', '{alias}', '{otherKey}'] } }),
  of('GetKeyPolicy', { KeyId }),
  of(
    'PutKeyPolicy',
    { KeyId, Policy: policyOf(everything) },
    { reads: [ask('GetKeyPolicy', { KeyId })], vary: { Policy: [undefined, '', ...policies] } },
  ),
  of('ListKeyPolicies', { KeyId }),
  of('Encrypt', { KeyId, Plaintext: message }),
  ofCipher(
    'Decrypt',
    { CiphertextBlob: '{ciphertext}' },
    {
      vary: { KeyId: ['{key}', '{alias}', '{otherKey}', 'nonsense'] },
      also: {
        'with its context': { input: { CiphertextBlob: '{contextual}', EncryptionContext: { a: 'b' } } },
        'with another context': { input: { CiphertextBlob: '{contextual}', EncryptionContext: { a: 'c' } } },
        'without its context': { input: { CiphertextBlob: '{contextual}' } },
        'under a key that is disabled': { after: [ask('DisableKey', { KeyId })] },
      },
    },
  ),
  ofCipher(
    'ReEncrypt',
    { CiphertextBlob: '{ciphertext}', DestinationKeyId: '{otherKey}' },
    {
      vary: { SourceKeyId: ['{key}', '{otherKey}', 'nonsense'] },
      also: {
        'with its context': {
          input: {
            CiphertextBlob: '{contextual}',
            SourceEncryptionContext: { a: 'b' },
            DestinationEncryptionContext: { c: 'd' },
          },
        },
        'without its context': { input: { CiphertextBlob: '{contextual}' } },
      },
    },
  ),
  of(
    'GenerateDataKey',
    { KeyId, KeySpec: 'AES_256' },
    {
      vary: { KeySpec: ['AES_128', 'nonsense'] },
      also: {
        'a length instead': { input: { KeySpec: undefined, NumberOfBytes: 32 } },
        neither: { input: { KeySpec: undefined } },
      },
    },
  ),
  of(
    'GenerateDataKeyWithoutPlaintext',
    { KeyId, KeySpec: 'AES_256' },
    { vary: { KeySpec: ['AES_128', 'nonsense'] }, also: { neither: { input: { KeySpec: undefined } } } },
  ),
  of('GenerateDataKeyPair', { KeyId, KeyPairSpec: 'ECC_NIST_P256' }),
  of('GenerateDataKeyPairWithoutPlaintext', { KeyId, KeyPairSpec: 'ECC_NIST_P256' }),
  of(
    'GenerateRandom',
    { NumberOfBytes: 8 },
    { reads: [], vary: { NumberOfBytes: [undefined, 0, 1, 1024, 1025] } },
  ),
  of('EnableKeyRotation', { KeyId }, { reads: [ask('GetKeyRotationStatus', { KeyId })] }),
  of('DisableKeyRotation', { KeyId }, { reads: [ask('GetKeyRotationStatus', { KeyId })] }),
  of('GetKeyRotationStatus', { KeyId }),
  of('RotateKeyOnDemand', { KeyId }),
  of('ListKeyRotations', { KeyId }),
  of(
    'TagResource',
    { KeyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] },
    { reads: [ask('ListResourceTags', { KeyId })] },
  ),
  of('UntagResource', { KeyId, TagKeys: ['a'] }, { reads: [ask('ListResourceTags', { KeyId })] }),
  of('ListResourceTags', { KeyId }),
  ofSigning(
    'Sign',
    { KeyId: '{signing}', Message: message, SigningAlgorithm: 'ECDSA_SHA_256' },
    { vary: { KeyId: [undefined, 'nonsense', '{key}', '{mac}', '{agreeing}'] } },
  ),
  ofSigning(
    'Verify',
    { KeyId: '{signing}', Message: message, Signature: '{signature}', SigningAlgorithm: 'ECDSA_SHA_256' },
    {
      vary: { KeyId: [undefined, 'nonsense', '{key}', '{mac}'] },
      also: { 'another message': { input: { Message: Buffer.from('other') } } },
    },
  ),
  ofSigning(
    'GetPublicKey',
    { KeyId: '{signing}' },
    { vary: { KeyId: [undefined, 'nonsense', '{key}', '{mac}', '{agreeing}'] } },
  ),
  ofSigning(
    'GenerateMac',
    { KeyId: '{mac}', Message: message, MacAlgorithm: 'HMAC_SHA_256' },
    { vary: { KeyId: [undefined, 'nonsense', '{key}', '{signing}'] } },
  ),
  ofSigning(
    'VerifyMac',
    { KeyId: '{mac}', Message: message, Mac: '{code}', MacAlgorithm: 'HMAC_SHA_256' },
    {
      vary: { KeyId: [undefined, 'nonsense', '{key}', '{signing}'] },
      also: { 'another message': { input: { Message: Buffer.from('other') } } },
    },
  ),
  ofImported(
    'GetParametersForImport',
    { KeyId: '{external}', WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' },
    { vary: { KeyId: [undefined, 'nonsense', '{key}', '{signing}'] } },
  ),
  ofImported(
    'ImportKeyMaterial',
    {
      KeyId: '{external}',
      ImportToken: '{token}',
      EncryptedKeyMaterial: Buffer.alloc(256),
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    },
    { vary: { KeyId: [undefined, 'nonsense', '{key}'] } },
  ),
  ofImported(
    'DeleteImportedKeyMaterial',
    { KeyId: '{external}' },
    { vary: { KeyId: [undefined, 'nonsense', '{key}'] } },
  ),
  ofSigning(
    'DeriveSharedSecret',
    { KeyId: '{agreeing}', KeyAgreementAlgorithm: 'ECDH', PublicKey: '{publicKey}' },
    { vary: { KeyId: [undefined, 'nonsense', '{key}', '{signing}'] } },
  ),
  ofGrants(
    'CreateGrant',
    { KeyId, GranteePrincipal: 'arn:aws:iam::{account}:root', Operations: ['Decrypt'] },
    {
      also: {
        'the same again': {
          input: { Name: 'same' },
          after: [
            ask('CreateGrant', {
              KeyId,
              GranteePrincipal: 'arn:aws:iam::{account}:root',
              Operations: ['Decrypt'],
              Name: 'same',
            }),
          ],
        },
      },
    },
  ),
  ofGrants(
    'ListGrants',
    { KeyId },
    {
      also: {
        'by its id': { input: { GrantId: '{grant}' } },
        'by its grantee': { input: { GranteePrincipal: 'arn:aws:iam::{account}:root' } },
      },
    },
  ),
  ofGrants('ListRetirableGrants', { RetiringPrincipal: 'arn:aws:iam::{account}:root' }, { alone: true }),
  ofGrants(
    'RetireGrant',
    { KeyId, GrantId: '{grant}' },
    {
      renew: undefined,
      also: {
        'by its token': { input: { KeyId: undefined, GrantId: undefined, GrantToken: '{grantToken}' } },
        nothing: { input: { KeyId: undefined, GrantId: undefined } },
      },
    },
  ),
  ofGrants('RevokeGrant', { KeyId, GrantId: '{grant}' }),
];
