import { isReadOnly } from '../../authorization/permissions/read-only.ts';
import type { Operation } from '../../wire/operations.ts';

/** Operations on data: they write, but nothing that a decision rests on. */
const dataOperations: ReadonlySet<string> = new Set<Operation<'s3'> | Operation<'kms'> | Operation<'sts'>>([
  'PutObject',
  'CopyObject',
  'DeleteObject',
  'DeleteObjects',
  'CreateMultipartUpload',
  'UploadPart',
  'UploadPartCopy',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
  'PutObjectTagging',
  'DeleteObjectTagging',
  'UpdateObjectEncryption',
  'Encrypt',
  'Decrypt',
  'ReEncrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateRandom',
  'AssumeRole',
  'GetSessionToken',
]);

/** True unless an operation is known to leave policies, identities, buckets and keys as they are. */
export function changesPolicies(operation: Operation): boolean {
  return !dataOperations.has(operation) && !isReadOnly(operation);
}
