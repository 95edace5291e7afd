import { kmsError } from '../../../../aws/kms-error.ts';
import { notImplemented } from '../../../../aws/not-implemented.ts';
import type { Input } from '../../../../aws/operations.ts';
import { requireNoCustomKeyStore } from './created-key.ts';
import type { InputChecks } from './input-check.ts';

/**
 * The checks of requests for cryptography.
 *
 * Differs: keyhole has no Nitro Enclaves to attest and no ML-DSA keys. It has no data key pairs of the specs
 * SM2, ECC_NIST_EDWARDS25519 and ML_KEM_*. Requests for them are refused by name.
 *
 * Source: AWS KMS API reference, each operation.
 */
export const cryptographicChecks = {
  Decrypt(input) {
    refuseRecipient('Decrypt', input);
    checkCiphertext(input);
    checkNamesKey(input.KeyId, input.EncryptionAlgorithm);
  },
  ReEncrypt(input) {
    checkCiphertext(input);
    checkNamesKey(input.SourceKeyId, input.SourceEncryptionAlgorithm);
  },
  DeriveSharedSecret: (input) => refuseRecipient('DeriveSharedSecret', input),
  GenerateDataKey(input) {
    refuseRecipient('GenerateDataKey', input);
    checkLength(input);
  },
  GenerateDataKeyWithoutPlaintext: (input) => checkLength(input),
  GenerateDataKeyPair(input) {
    refuseRecipient('GenerateDataKeyPair', input);
    checkPairSpec(input.KeyPairSpec);
  },
  GenerateDataKeyPairWithoutPlaintext: ({ KeyPairSpec }) => checkPairSpec(KeyPairSpec),
  GenerateRandom(input) {
    if (input.NumberOfBytes === undefined) {
      throw kmsError('ValidationException', 'NumberOfBytes is required.');
    }
    requireNoCustomKeyStore(input.CustomKeyStoreId);
    refuseRecipient('GenerateRandom', input);
  },
  Sign: (input) => checkMessage(input),
  Verify: (input) => checkMessage(input),
} satisfies InputChecks;

function refuseRecipient(
  operation: string,
  { Recipient }: { readonly Recipient?: object | undefined },
): void {
  if (Recipient !== undefined) throw notImplemented(`kms:${operation} with Recipient`);
}

/** A ciphertext is left out only if a dry run is to ignore it. */
function checkCiphertext(
  input: Pick<Input<'kms', 'Decrypt'>, 'CiphertextBlob' | 'DryRun' | 'DryRunModifiers'>,
): void {
  const modified = (input.DryRunModifiers?.length ?? 0) > 0;
  if (modified && input.DryRun !== true) {
    throw kmsError('ValidationException', 'DryRunModifiers are only valid when DryRun is true.');
  }
  if (input.CiphertextBlob !== undefined || modified) return;
  throw kmsError(
    'ValidationException',
    "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null",
  );
}

/** Only symmetric ciphertexts name their key. Source: AWS KMS API reference, Decrypt, KeyId. */
function checkNamesKey(keyId: string | undefined, algorithm = 'SYMMETRIC_DEFAULT'): void {
  if (keyId !== undefined || algorithm === 'SYMMETRIC_DEFAULT') return;
  throw kmsError('ValidationException', 'KeyId is required: the ciphertext does not name its key.');
}

function checkLength({ KeySpec, NumberOfBytes }: Input<'kms', 'GenerateDataKey'>): void {
  if ((KeySpec === undefined) !== (NumberOfBytes === undefined)) return;
  throw kmsError('ValidationException', 'Please specify either number of bytes or key spec.');
}

const PAIRS: ReadonlySet<string | undefined> = new Set([
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'ECC_NIST_P256',
  'ECC_NIST_P384',
  'ECC_NIST_P521',
  'ECC_SECG_P256K1',
]);

function checkPairSpec(spec: string | undefined): void {
  if (!PAIRS.has(spec)) throw notImplemented(`data key pairs of the KeyPairSpec ${spec}`);
}

const digestLengths: Readonly<Record<string, number>> = { 256: 32, 384: 48, 512: 64 };

function checkMessage({
  Message,
  MessageType,
  SigningAlgorithm = '',
}: Pick<Input<'kms', 'Sign'>, 'Message' | 'MessageType'> & {
  readonly SigningAlgorithm?: string | undefined;
}): void {
  if (MessageType === 'EXTERNAL_MU') throw notImplemented('the MessageType EXTERNAL_MU');
  const length = digestLengths[/SHA_(\d+)$/.exec(SigningAlgorithm)?.[1] ?? ''];
  if (MessageType !== 'DIGEST' || length === undefined || Message?.length === length) return;
  throw kmsError('ValidationException', `Digest is invalid length for algorithm ${SigningAlgorithm}.`);
}
