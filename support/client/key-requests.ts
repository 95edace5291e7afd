import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DryRunOperationException,
  EncryptCommand,
  GenerateDataKeyCommand,
  type KMSClient,
  type OriginType,
  PutKeyPolicyCommand,
  ReEncryptCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import type { AnswerParts } from './answer-parts.ts';

/** The plaintext of every secret, and of everything that features encrypt with KMS directly. */
export const SECRET = 'attack at dawn';

/** Encrypt: encrypts {@link SECRET} under a key. */
export async function encryptSecret(kms: KMSClient, key: string): Promise<AnswerParts> {
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: key, Plaintext: Buffer.from(SECRET) }),
  );
  return { ciphertext: CiphertextBlob };
}

/** GenerateDataKey: returns the data key encrypted under a key. */
export async function generateDataKey(kms: KMSClient, key: string): Promise<AnswerParts> {
  const { CiphertextBlob } = await kms.send(new GenerateDataKeyCommand({ KeyId: key, KeySpec: 'AES_256' }));
  return { ciphertext: CiphertextBlob };
}

/** Decrypt: does not name the key, which KMS reads from the ciphertext. */
export async function decryptSecret(kms: KMSClient, ciphertext: Uint8Array): Promise<AnswerParts> {
  const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob: ciphertext }));
  return { content: Plaintext === undefined ? undefined : Buffer.from(Plaintext).toString() };
}

/**
 * Decrypt as a dry run without a ciphertext: tells whether a caller may decrypt with a key that has encrypted nothing.
 * Source: AWS KMS API reference, Decrypt, DryRunModifiers.
 */
export async function tryDecryption(kms: KMSClient, key: string): Promise<AnswerParts> {
  try {
    await kms.send(new DecryptCommand({ KeyId: key, DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT'] }));
  } catch (error) {
    // KMS throws this error if the request would have succeeded.
    if (!(error instanceof DryRunOperationException)) throw error;
  }
  return {};
}

/** ReEncrypt: from the ciphertext's current key to another. */
export async function reEncrypt(kms: KMSClient, ciphertext: Uint8Array, key: string): Promise<AnswerParts> {
  const { CiphertextBlob } = await kms.send(
    new ReEncryptCommand({ CiphertextBlob: ciphertext, DestinationKeyId: key }),
  );
  return { ciphertext: CiphertextBlob };
}

/** A new policy of a key, and whether KMS skips its lockout check. */
export interface NewPolicy {
  readonly policy: string;
  readonly bypassLockoutCheck?: boolean;
}

/** PutKeyPolicy. */
export async function putKeyPolicy(
  kms: KMSClient,
  key: string,
  { policy, bypassLockoutCheck = false }: NewPolicy,
): Promise<AnswerParts> {
  const Policy = { Policy: policy, BypassPolicyLockoutSafetyCheck: bypassLockoutCheck };
  await kms.send(new PutKeyPolicyCommand({ KeyId: key, PolicyName: 'default', ...Policy }));
  return {};
}

/** The id of a custom key store that does not exist. */
const NO_KEY_STORE = 'cks-1234567890abcdef0';

/** The policy and the origin of a new key; KMS's default for a part that is left out. */
export interface NewKey {
  readonly policy?: string | undefined;
  /** AWS's name of the origin. The origins of custom key stores are asked for in a store that does not exist. */
  readonly origin?: OriginType | undefined;
}

/** CreateKey: creates a symmetric encryption key. */
export async function createKey(kms: KMSClient, { policy, origin }: NewKey): Promise<AnswerParts> {
  const inCustomKeyStore = origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE';
  await kms.send(
    new CreateKeyCommand({
      Policy: policy,
      Origin: origin,
      ...(inCustomKeyStore && { CustomKeyStoreId: NO_KEY_STORE }),
      ...(origin === 'EXTERNAL_KEY_STORE' && { XksKeyId: 'a-key-outside-of-aws' }),
    }),
  );
  return {};
}

/**
 * DescribeKey: returns the ARN of the key that S3 uses for `aws:kms` without a key, in the caller's account and region.
 */
export async function awsManagedKeyArn(kms: KMSClient): Promise<string | undefined> {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }));
  return KeyMetadata?.Arn;
}

/** UpdateAlias: points an existing alias to another key of the same account. */
export async function moveAlias(kms: KMSClient, alias: string, key: string): Promise<AnswerParts> {
  await kms.send(new UpdateAliasCommand({ AliasName: alias, TargetKeyId: key }));
  return {};
}

/** CreateAlias. */
export async function createAlias(kms: KMSClient, alias: string, key: string): Promise<AnswerParts> {
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: key }));
  return {};
}

/** DeleteAlias: the key stays. */
export async function deleteAlias(kms: KMSClient, alias: string): Promise<AnswerParts> {
  await kms.send(new DeleteAliasCommand({ AliasName: alias }));
  return {};
}
