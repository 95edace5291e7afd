import { createSecretKey, type KeyObject } from 'node:crypto';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { EncryptionHeaders } from '../../../../aws/encryption-headers.ts';
import type { ObjectName } from '../../../../aws/object-reference.ts';
import { callerEncryptionContext } from '../../../../aws/s3-encryption-context.ts';
import { randomBytes } from '../../shared/random-bytes.ts';
import { unwrapKey, wrapKey } from '../../shared/wrapped-key.ts';
import { invalidRequest } from '../s3-errors.ts';
import { type CustomerKey, type CustomerKeyMembers, customerKeyOf } from './customer-key.ts';
import { type KeySource, kmsDataKey, newKmsKey } from './kms-data-key.ts';
import { type ObjectEncryption, objectArn } from './object-encryption.ts';

/** The encryption headers of a write, which the gateway has made explicit, and its customer-provided key. */
export type EncryptedWrite = EncryptionHeaders & CustomerKeyMembers;

/** A data key in the clear, for as long as a request takes, and the form in which it is kept. */
export interface NewDataKey {
  /**
   * A KeyObject, since passing bytes to node's ciphers costs three times the encryption of a small object.
   */
  readonly dataKey: KeyObject;
  readonly encryption: ObjectEncryption;
}

/** Makes the data key of a new object, encrypted as the write asks. Throws AwsError `KMS.…`. */
export function newDataKey(request: EncryptedWrite, name: ObjectName, source: KeySource): NewDataKey {
  const customerKey = customerKeyOf(request);
  const algorithm = request.ServerSideEncryption;
  if (customerKey !== undefined) {
    const bytes = randomBytes(32);
    const wrapped = wrapKey(customerKey.wrappingKey, bytes, objectArn(name));
    const encryption = { algorithm: 'SSE-C', customerKeyMD5: customerKey.md5, wrapped } as const;
    return { dataKey: createSecretKey(bytes), encryption };
  }
  if (algorithm === undefined || algorithm === 'AES256') {
    const bytes = randomBytes(32);
    const wrapped = wrapKey(source.state.masterKey, bytes, objectArn(name));
    return { dataKey: createSecretKey(bytes), encryption: { algorithm: 'AES256', wrapped } };
  }
  if (algorithm !== 'aws:kms' && algorithm !== 'aws:kms:dsse')
    throw new Error(`a write under ${algorithm} reached the store`);
  const keyArn = request.SSEKMSKeyId;
  if (keyArn === undefined) throw new Error('a write with SSE-KMS reached the store without its key');
  const callerContext = callerEncryptionContext(request.SSEKMSEncryptionContext);
  const bucketKeyEnabled = request.BucketKeyEnabled === true;
  const wanted = { algorithm, keyArn, bucketKeyEnabled, callerContext } as const;
  const { dataKey, wrapped } = newKmsKey(wanted, name, source);
  return { dataKey, encryption: { ...wanted, wrapped } };
}

/** The encryption members of a read: SSE-C objects need their key again. */
export interface KeyRequest extends ObjectName {
  readonly customerKey: CustomerKey | undefined;
}

/** Unwraps an object's data key. Throws AwsError: `KMS.…`, `InvalidRequest`, and `AccessDenied` for another SSE-C key. */
export function dataKeyOf(encryption: ObjectEncryption, request: KeyRequest, source: KeySource): KeyObject {
  refuseUnfitKey(encryption, request.customerKey);
  if (encryption.algorithm === 'AES256') {
    const dataKey = unwrapKey(source.state.masterKey, encryption.wrapped, objectArn(request));
    if (dataKey === undefined) throw new Error('the data key of an object does not unwrap');
    return createSecretKey(dataKey);
  }
  if (encryption.algorithm === 'SSE-C') {
    const dataKey =
      request.customerKey &&
      unwrapKey(request.customerKey.wrappingKey, encryption.wrapped, objectArn(request));
    if (dataKey === undefined) throw otherKey();
    return createSecretKey(dataKey);
  }
  return kmsDataKey(encryption, request, source);
}

/** Refuses a request that brings no key for an SSE-C object, or one for another. */
export function refuseUnfitKey(encryption: ObjectEncryption, customerKey: CustomerKey | undefined): void {
  if (encryption.algorithm !== 'SSE-C') {
    if (customerKey === undefined) return;
    throw invalidRequest('The encryption parameters are not applicable to this object.');
  }
  if (customerKey === undefined) {
    throw invalidRequest(
      'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
    );
  }
  if (customerKey.md5 !== encryption.customerKeyMD5) throw otherKey();
}

function otherKey(): AwsError {
  const message =
    'Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.';
  return new AwsError('AccessDenied', 403, message);
}
