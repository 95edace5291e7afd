import type { OriginType } from '@aws-sdk/client-kms';
import { kmsError } from '../../../aws/kms-error.ts';
import type { Input } from '../../../aws/operations.ts';

/**
 * Whose material a new key is to have. Throws CustomKeyStoreNotFoundException for a key in a custom key store: nobody has
 * one here; ValidationException for members that contradict each other.
 */
export function chosenOrigin({
  Origin,
  CustomKeyStoreId,
  XksKeyId,
}: Input<'kms', 'CreateKey'>): 'AWS_KMS' | 'EXTERNAL' {
  const inCustomKeyStore = Origin === 'AWS_CLOUDHSM' || Origin === 'EXTERNAL_KEY_STORE';
  if (inCustomKeyStore && CustomKeyStoreId === undefined) {
    throw kmsError('ValidationException', `CustomKeyStoreId is required when Origin is ${Origin}.`);
  }
  requireNoCustomKeyStore(CustomKeyStoreId);
  if (XksKeyId !== undefined) {
    throw kmsError('ValidationException', 'XksKeyId is only valid when Origin is EXTERNAL_KEY_STORE.');
  }
  return Origin === 'EXTERNAL' ? 'EXTERNAL' : 'AWS_KMS';
}

/** Throws CustomKeyStoreNotFoundException where a custom key store is named: nobody has one here. */
export function requireNoCustomKeyStore(id: string | undefined): void {
  if (id === undefined) return;
  throw kmsError('CustomKeyStoreNotFoundException', `Custom key store ${id} is not found.`);
}

/** A key as far as its origin matters. */
interface Originated {
  readonly arn: string;
  readonly origin: OriginType;
}

/** Throws UnsupportedOperationException for a key whose material is of another origin. */
export function requireOrigin(key: Originated, origin: OriginType): void {
  if (key.origin === origin) return;
  throw kmsError(
    'UnsupportedOperationException',
    `${key.arn} origin is ${key.origin} which is not valid for this operation.`,
  );
}
