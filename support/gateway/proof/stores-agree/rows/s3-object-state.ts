import { requestsOf, type State, type Step, subjectsOf } from '../request.ts';

export const ask = requestsOf('s3');
export const kms = requestsOf('kms');
export const Bucket = '{bucket}';
export const inBucket = { Bucket, Key: 'k' };
export const customer = {
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
};
export const otherCustomer = {
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=',
};

export const put = ask(
  'PutObject',
  { ...inBucket, Body: 'hello', Tagging: 'a=b' },
  { keep: { etag: 'ETag' } },
);
export const tags = { reads: [ask('GetObjectTagging', inBucket)], renew: [] };
export const acl = { reads: [ask('GetObjectAcl', inBucket)], renew: [] };

/** A bucket with one object under a KMS key and one under S3's own. */
export const objects: State = {
  steps: [
    kms('CreateKey', {}, { keep: { key: 'KeyMetadata.Arn', keyId: 'KeyMetadata.KeyId' } }),
    ask('CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
    ask('GetBucketAcl', { Bucket }, { keep: { canonicalId: 'Owner.ID' } }),
    put,
    ask('PutObject', {
      Bucket,
      Key: 'secret',
      Body: 'hidden',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: '{key}',
    }),
  ],
  reads: [ask('ListObjectVersions', { Bucket })],
};

/** The same with versions. */
export const versioned = [
  ask('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  ask('PutObject', { ...inBucket, Body: 'second' }, { keep: { version: 'VersionId', versionEtag: 'ETag' } }),
];
/** The same with a version under a lock: a retention, or a legal hold. */
const lockedBy = (lock: object) => [
  ask('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  ask('PutObjectLockConfiguration', { Bucket, ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } }),
  ask('PutObject', { ...inBucket, Body: 'locked', ...lock }, { keep: { version: 'VersionId' } }),
];
const until = { ObjectLockRetainUntilDate: new Date('2040-01-01T00:00:00Z') };
export const retained = lockedBy({ ObjectLockMode: 'GOVERNANCE', ...until });
export const retainedForGood = lockedBy({ ObjectLockMode: 'COMPLIANCE', ...until });
export const held = lockedBy({ ObjectLockLegalHoldStatus: 'ON' });
export const customerObject = [
  ask('PutObject', { Bucket, Key: 'own', Body: 'own', ...customer }, { keep: { ownEtag: 'ETag' } }),
];
export const archived = [
  ask('PutObject', { Bucket, Key: 'archived', Body: 'cold', StorageClass: 'DEEP_ARCHIVE' }),
];
export const rawHeaders = {
  'an If-Match that is empty': { headers: { 'if-match': '' } },
  'an If-None-Match that is empty': { headers: { 'if-none-match': '' } },
  'a canned ACL and a grant': { headers: { 'x-amz-acl': 'private', 'x-amz-grant-read': 'id={canonicalId}' } },
  'an SSE header it may not know': { headers: { 'x-amz-server-side-encryption': 'nonsense' } },
  'a customer key without an algorithm': {
    headers: { 'x-amz-server-side-encryption-customer-key': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
  },
  'a customer key without an MD5': {
    headers: {
      'x-amz-server-side-encryption-customer-algorithm': 'AES256',
      'x-amz-server-side-encryption-customer-key': customer.SSECustomerKey,
    },
  },
  'a customer key that is short': {
    headers: {
      'x-amz-server-side-encryption-customer-algorithm': 'AES256',
      'x-amz-server-side-encryption-customer-key': 'AAAA',
      'x-amz-server-side-encryption-customer-key-md5': 'AAAAAAAAAAAAAAAAAAAAAA==',
    },
  },
  'a customer key with another MD5': {
    headers: {
      'x-amz-server-side-encryption-customer-algorithm': 'AES256',
      'x-amz-server-side-encryption-customer-key': customer.SSECustomerKey,
      'x-amz-server-side-encryption-customer-key-md5': 'AAAAAAAAAAAAAAAAAAAAAA==',
    },
  },
  'a checksum algorithm without a checksum': { headers: { 'x-amz-sdk-checksum-algorithm': 'SHA256' } },
  'object-lock headers': { headers: { 'x-amz-object-lock-mode': 'GOVERNANCE' } },
  'an expected owner that is empty': { headers: { 'x-amz-expected-bucket-owner': '' } },
};

export const of = subjectsOf('s3', objects);

/** For tests: the ACL of the bucket lets every caller write, and the bucket's owner owns its objects. */
export const writtenByAll: readonly Step[] = [
  ask('PutBucketOwnershipControls', {
    Bucket,
    OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
  }),
  ask('DeletePublicAccessBlock', { Bucket }),
  ask('PutBucketAcl', { Bucket, ACL: 'public-read-write' }),
];
