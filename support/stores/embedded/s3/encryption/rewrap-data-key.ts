import type { ObjectName } from '../../../../aws/object-reference.ts';
import { wrapKey } from '../../shared/wrapped-key.ts';
import { dataKeyOf } from './data-key.ts';
import { type KeySource, newKmsKey } from './kms-data-key.ts';
import { type KmsEncryption, type ObjectEncryption, objectArn } from './object-encryption.ts';

/** A data key's move from one wrapping to another. */
export interface Rewrapping {
  readonly from: ObjectEncryption;
  readonly to: Pick<KmsEncryption, 'keyArn' | 'bucketKeyEnabled'>;
  readonly name: ObjectName;
}

/**
 * Puts a data key under a KMS key, through a second key that KMS makes. The encrypted bytes stay. Throws
 * AwsError `KMS.…`.
 */
export function rewrapDataKey({ from, to, name }: Rewrapping, source: KeySource): KmsEncryption {
  const dataKey = dataKeyOf(from, { ...name, customerKey: undefined }, source).export();
  const wanted = { algorithm: 'aws:kms', ...to, callerContext: {} } as const;
  const { dataKey: wrappingKey, wrapped } = newKmsKey(wanted, name, source);
  return { ...wanted, wrapped, inner: wrapKey(wrappingKey, dataKey, objectArn(name)) };
}
