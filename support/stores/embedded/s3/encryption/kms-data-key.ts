import { createSecretKey, type KeyObject } from 'node:crypto';
import type { ObjectName } from '../../../../aws/object-reference.ts';
import { s3EncryptionContext } from '../../../../aws/s3-encryption-context.ts';
import { throughKms } from '../../../../aws/s3-kms-errors.ts';
import { unwrapKey } from '../../shared/wrapped-key.ts';
import type { S3Context } from '../s3-operation.ts';
import { type KmsEncryption, objectArn } from './object-encryption.ts';

/** KMS, as far as it makes and decrypts data keys. */
export type KeySource = Pick<S3Context, 'state' | 'kms'>;

/** A key made by KMS, in the clear and wrapped. Throws AwsError `KMS.…`. */
export function newKmsKey(wanted: Omit<KmsEncryption, 'wrapped'>, name: ObjectName, source: KeySource) {
  const { plaintext, ciphertext } = throughKms(() =>
    source.kms.generateDataKey(wanted.keyArn, kmsContext(wanted, name)),
  );
  return { dataKey: createSecretKey(plaintext), wrapped: ciphertext };
}

/** The data key of an SSE-KMS object. Throws AwsError `KMS.…`. */
export function kmsDataKey(encryption: KmsEncryption, name: ObjectName, source: KeySource): KeyObject {
  const context = kmsContext(encryption, name);
  const key = secretKeyOf(
    throughKms(() => source.kms.decryptDataKey(encryption.keyArn, encryption.wrapped, context)),
  );
  if (encryption.inner === undefined) return key;
  const dataKey = unwrapKey(key, encryption.inner, objectArn(name));
  if (dataKey === undefined) throw new Error('the data key of an object does not unwrap');
  return createSecretKey(dataKey);
}

/** The keys of node by their bytes: KMS gives the same bytes again for a data key that it remembers. */
const secretKeys = new WeakMap<Uint8Array, KeyObject>();

function secretKeyOf(bytes: Uint8Array): KeyObject {
  const known = secretKeys.get(bytes);
  if (known !== undefined) return known;
  const made = createSecretKey(bytes);
  secretKeys.set(bytes, made);
  return made;
}

function kmsContext(encryption: Omit<KmsEncryption, 'wrapped'>, name: ObjectName): Record<string, string> {
  return s3EncryptionContext(name, encryption);
}
