import { randomBytes } from 'node:crypto';
import type { DataKeyPairSpec } from '@aws-sdk/client-kms';
import type { Input } from '../../../../aws/operations.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { seal } from '../ciphertext.ts';
import { generatePair, type KeyPairSpec, keyPairSpecs } from '../key-material.ts';
import type { KmsState } from '../kms-state.ts';
import { type KmsContext, keyOf } from './key-of-request.ts';
import { symmetricKey } from './usable-key.ts';

/**
 * The operations that make data keys, which are used outside KMS, and random bytes.
 *
 * Source: AWS KMS API reference, GenerateDataKey, GenerateDataKeyPair and GenerateRandom.
 */
export const dataKeyOperations = {
  GenerateDataKey(input, context) {
    const { Plaintext, ...answer } = dataKey('GenerateDataKey', input, context);
    return { ...answer, Plaintext };
  },

  GenerateDataKeyWithoutPlaintext(input, context) {
    const { Plaintext: _, ...answer } = dataKey('GenerateDataKeyWithoutPlaintext', input, context);
    return answer;
  },

  async GenerateDataKeyPair(input, context) {
    return dataKeyPair('GenerateDataKeyPair', input, context);
  },

  async GenerateDataKeyPairWithoutPlaintext(input, context) {
    const { PrivateKeyPlaintext: _, ...answer } = await dataKeyPair(
      'GenerateDataKeyPairWithoutPlaintext',
      input,
      context,
    );
    return answer;
  },

  GenerateRandom(input) {
    return { Plaintext: randomBytes(present('numberOfBytes', input.NumberOfBytes)) };
  },
} satisfies OperationTable<'kms', KmsState>;

type DataKeyOperation = 'GenerateDataKey' | 'GenerateDataKeyWithoutPlaintext';

function dataKey(operation: DataKeyOperation, input: Input<'kms', 'GenerateDataKey'>, context: KmsContext) {
  const length = dataKeyLength(input);
  const key = symmetricKey(operation, keyOf(operation, input.KeyId, context));
  const plaintext = randomBytes(length);
  const { blob, material } = seal(key, plaintext, input.EncryptionContext);
  return { CiphertextBlob: blob, Plaintext: plaintext, KeyId: key.arn, KeyMaterialId: material.id };
}

function dataKeyLength({ KeySpec, NumberOfBytes }: Input<'kms', 'GenerateDataKey'>): number {
  return NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32);
}

type DataKeyPairOperation = 'GenerateDataKeyPair' | 'GenerateDataKeyPairWithoutPlaintext';

async function dataKeyPair(
  operation: DataKeyPairOperation,
  input: Input<'kms', 'GenerateDataKeyPair'>,
  context: KmsContext,
) {
  const spec = present('keyPairSpec', input.KeyPairSpec);
  const key = symmetricKey(operation, keyOf(operation, input.KeyId, context));
  if (!isServed(spec)) throw new TypeError(`a data key pair of the spec ${spec} reached the store`);
  const pair = await generatePair(spec);
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
  const { blob, material } = seal(key, privateKey, input.EncryptionContext);
  return {
    PrivateKeyCiphertextBlob: blob,
    PrivateKeyPlaintext: privateKey,
    PublicKey: pair.publicKey.export({ type: 'spki', format: 'der' }),
    KeyId: key.arn,
    KeyPairSpec: spec,
    KeyMaterialId: material.id,
  };
}

// Differs: keyhole has no data key pairs of the specs SM2, ECC_NIST_EDWARDS25519 and ML_KEM_*.
function isServed(spec: DataKeyPairSpec): spec is DataKeyPairSpec & KeyPairSpec {
  return Object.hasOwn(keyPairSpecs, spec);
}
