import type { ObjectReference } from '../../../aws/object-reference.ts';
import { s3EncryptionContext } from '../../../aws/s3-encryption-context.ts';
import type { StoredEncryption } from '../../../stores/store.ts';
import type { KmsCall } from '../../kms-use/kms-call.ts';
import type { ResolvedKey } from '../../kms-use/resolve-key-reference.ts';
import type { EffectiveEncryption } from './effective-encryption.ts';

/** S3's calls for reading what is stored: none unless it is under a KMS key. */
export function callsToRead(
  stored: StoredEncryption,
  { Bucket, Key }: ObjectReference,
  actions: readonly KmsCall['action'][] = ['kms:Decrypt'],
): readonly KmsCall[] {
  if (stored.algorithm !== 'aws:kms' && stored.algorithm !== 'aws:kms:dsse') return [];
  const encryptionContext = s3EncryptionContext({ Bucket, Key }, stored);
  const key: ResolvedKey = { kind: 'key', arn: stored.keyArn, alias: undefined };
  return actions.map((action) => ({
    action,
    key,
    encryptionContext,
    bucketKey: stored.bucketKeyEnabled,
    through: 's3',
  }));
}

/** S3's calls for writing: none unless the effective encryption is under a KMS key. */
export function callsToWrite(
  encryption: EffectiveEncryption,
  { Bucket, Key }: ObjectReference,
  actions: readonly KmsCall['action'][] = ['kms:GenerateDataKey'],
): readonly KmsCall[] {
  if (encryption.algorithm !== 'aws:kms' && encryption.algorithm !== 'aws:kms:dsse') return [];
  const { key, bucketKeyEnabled } = encryption;
  const encryptionContext = s3EncryptionContext({ Bucket, Key }, encryption);
  return actions.map((action) => ({
    action,
    key,
    encryptionContext,
    bucketKey: bucketKeyEnabled,
    through: 's3',
  }));
}
