import type { Subject } from '../request.ts';
import { ask, KeyId, message, of, ofCipher, ofGrants, ofImported, ofSigning } from './kms-state.ts';

/** For tests: how KMS is asked to use keys, to import them and to grant their use. */
export const kmsUse: readonly Subject[] = [
  of(
    'Encrypt',
    { KeyId, Plaintext: message },
    {
      also: {
        'with a context under an RSA key': {
          input: { KeyId: '{rsa}', EncryptionAlgorithm: 'RSAES_OAEP_SHA_256', EncryptionContext: { a: 'b' } },
          after: [
            ask(
              'CreateKey',
              { KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'RSA_2048' },
              { keep: { rsa: 'KeyMetadata.Arn' } },
            ),
          ],
        },
      },
    },
  ),
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
    {
      vary: { KeyId: [undefined, 'nonsense', '{key}'] },
      also: {
        'new material with an id': {
          input: { ImportType: 'NEW_KEY_MATERIAL', KeyMaterialId: 'a'.repeat(64) },
        },
        'until long after': {
          input: { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: new Date('2040-01-01T00:00:00Z') },
        },
      },
    },
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
        'with two retiring principals': {
          input: {
            RetiringPrincipal: 'arn:aws:iam::{account}:root',
            RetiringServicePrincipal: 's3.amazonaws.com',
          },
        },
        'to a service': {
          input: { GranteePrincipal: undefined, GranteeServicePrincipal: 's3.amazonaws.com' },
        },
        'on a key without contexts': {
          input: {
            KeyId: '{signing}',
            Operations: ['Sign'],
            Constraints: { EncryptionContextEquals: { a: 'b' } },
          },
        },
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
  ofGrants(
    'ListRetirableGrants',
    { RetiringPrincipal: 'arn:aws:iam::{account}:root' },
    { alone: true, also: { 'of no principal': { input: { RetiringPrincipal: undefined } } } },
  ),
  ofGrants(
    'RetireGrant',
    { KeyId, GrantId: '{grant}' },
    {
      renew: undefined,
      also: {
        'by its token': { input: { KeyId: undefined, GrantId: undefined, GrantToken: '{grantToken}' } },
        'by a token of none': { input: { KeyId: undefined, GrantId: undefined, GrantToken: 'nonsense' } },
        nothing: { input: { KeyId: undefined, GrantId: undefined } },
      },
    },
  ),
  ofGrants('RevokeGrant', { KeyId, GrantId: '{grant}' }),
];
