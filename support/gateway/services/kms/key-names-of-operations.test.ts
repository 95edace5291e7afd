import type { KMSClient } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { sdkClients } from '../../../aws/sdk-clients.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { codeOf } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
let kms: KMSClient;

beforeEach(() => {
  kms = lab.as(account).kms;
});

const bytes = Buffer.from('x');
const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' };
const material = {
  ImportToken: bytes,
  EncryptedKeyMaterial: bytes,
  ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
};
const policy = { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }), PolicyName: 'default' };

/** The operations that name one key, with their other required members. */
const OPERATIONS: Readonly<Record<string, object>> = {
  CancelKeyDeletion: {},
  DeleteImportedKeyMaterial: {},
  DeriveSharedSecret: { KeyAgreementAlgorithm: 'ECDH', PublicKey: bytes },
  DescribeKey: {},
  DisableKey: {},
  DisableKeyRotation: {},
  EnableKey: {},
  EnableKeyRotation: {},
  Encrypt: { Plaintext: bytes },
  GenerateDataKey: { KeySpec: 'AES_256' },
  GenerateDataKeyPair: { KeyPairSpec: 'ECC_NIST_P256' },
  GenerateDataKeyWithoutPlaintext: { KeySpec: 'AES_256' },
  GenerateMac: { MacAlgorithm: 'HMAC_SHA_256', Message: bytes },
  GetKeyLastUsage: {},
  GetKeyPolicy: {},
  GetKeyRotationStatus: {},
  GetParametersForImport: wrapping,
  GetPublicKey: {},
  ImportKeyMaterial: material,
  ListAliases: {},
  ListGrants: {},
  ListKeyPolicies: {},
  ListKeyRotations: {},
  ListResourceTags: {},
  PutKeyPolicy: policy,
  ReplicateKey: { ReplicaRegion: 'us-east-1' },
  RotateKeyOnDemand: {},
  ScheduleKeyDeletion: {},
  Sign: { SigningAlgorithm: 'ECDSA_SHA_256', Message: bytes },
  TagResource: { Tags: [{ TagKey: 'a', TagValue: 'b' }] },
  UntagResource: { TagKeys: ['a'] },
  UpdateKeyDescription: { Description: 'd' },
  UpdatePrimaryRegion: { PrimaryRegion: 'us-east-1' },
};

async function answer(operation: string, KeyId: string): Promise<string> {
  const Command = Reflect.get(sdkClients.kms, `${operation}Command`);
  return codeOf(kms.send(new Command({ ...OPERATIONS[operation], KeyId })));
}

// Undocumented: AWS was seen to answer this to an ARN of no key too, and not the error that it documents for ARNs.
describe.each(Object.keys(OPERATIONS))('%s answers NotFoundException', (operation) => {
  test.each([
    ['to an ARN of no key', 'arn:aws:kms:eu-west-1:111111111111:nothing/x'],
    ['to a key that does not exist', '11111111-2222-3333-4444-555555555555'],
    ['to an alias that does not exist', 'alias/none'],
  ])('%s', async (_, keyId) => {
    expect(await answer(operation, keyId)).toBe('400 NotFoundException');
  });
});
