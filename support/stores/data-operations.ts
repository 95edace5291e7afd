import type { Operation } from '../aws/operations.ts';

const dataOperations: ReadonlySet<string> = new Set<Operation>([
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
  'GetFederationToken',
  'GetSessionToken',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
]);

/** Operations on data: they write objects or sessions, or nothing; policies, identities, buckets, keys and grants stay. */
export function isDataOperation(operation: Operation): boolean {
  return dataOperations.has(operation);
}
