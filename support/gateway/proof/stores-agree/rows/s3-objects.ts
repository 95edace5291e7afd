import { requestsOf, type Subject, subjectsOf, type World } from '../request.ts';

const ask = requestsOf('s3');
const kms = requestsOf('kms');
const Bucket = '{bucket}';
const inBucket = { Bucket, Key: 'k' };
const customer = {
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
};
const otherCustomer = {
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=',
};

const put = ask('PutObject', { ...inBucket, Body: 'hello', Tagging: 'a=b' }, { keep: { etag: 'ETag' } });
const tags = { reads: [ask('GetObjectTagging', inBucket)], renew: [] };
const acl = { reads: [ask('GetObjectAcl', inBucket)], renew: [] };

/** A bucket with one object under a KMS key and one under S3's own. */
export const objects: World = {
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
const versioned = [
  ask('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  ask('PutObject', { ...inBucket, Body: 'second' }, { keep: { version: 'VersionId', versionEtag: 'ETag' } }),
];
const customerObject = [
  ask('PutObject', { Bucket, Key: 'own', Body: 'own', ...customer }, { keep: { ownEtag: 'ETag' } }),
];
const rawHeaders = {
  'an If-Match that is empty': { headers: { 'if-match': '' } },
  'an If-None-Match that is empty': { headers: { 'if-none-match': '' } },
  'a canned ACL and a grant': { headers: { 'x-amz-acl': 'private', 'x-amz-grant-read': 'id={canonicalId}' } },
  'an SSE header it may not know': { headers: { 'x-amz-server-side-encryption': 'nonsense' } },
  'a customer key without an algorithm': {
    headers: { 'x-amz-server-side-encryption-customer-key': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
  },
  'a checksum algorithm without a checksum': { headers: { 'x-amz-sdk-checksum-algorithm': 'SHA256' } },
  'object-lock headers': { headers: { 'x-amz-object-lock-mode': 'GOVERNANCE' } },
  'an expected owner that is empty': { headers: { 'x-amz-expected-bucket-owner': '' } },
};

const of = subjectsOf('s3', objects);

/** For tests: how S3 is asked about objects. */
export const s3Objects: readonly Subject[] = [
  of(
    'PutObject',
    { Bucket, Key: 'new-{c}', Body: 'hello' },
    {
      renew: [],
      shows: [ask('GetObject', { Bucket, Key: 'new-{c}' })],
      vary: { Key: ['', 'x'.repeat(1025), '../k'] },
      also: {
        ...rawHeaders,
        'over an object that matches': { input: { Key: 'k', IfMatch: '{etag}' } },
        'over an object that does not match': { input: { Key: 'k', IfMatch: '"other"' } },
        'over an object that must not be': { input: { Key: 'k', IfNoneMatch: '*' } },
        'with both conditions': { input: { Key: 'k', IfMatch: '{etag}', IfNoneMatch: '*' } },
        'appending to an object': { input: { Key: 'k', WriteOffsetBytes: 5 } },
        'under a customer key': { input: customer },
        'under a customer key and a KMS key': { input: { ...customer, ServerSideEncryption: 'aws:kms' } },
        'under a KMS key': { input: { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: '{key}' } },
        'under a KMS key of no account': {
          input: {
            ServerSideEncryption: 'aws:kms',
            SSEKMSKeyId: 'arn:aws:kms:eu-west-1:333333333333:key/{keyId}',
          },
        },
        'under a KMS key that is disabled': {
          input: { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: '{key}' },
          after: [kms('DisableKey', { KeyId: '{key}' })],
        },
        'with AES256 and a KMS key': { input: { ServerSideEncryption: 'AES256', SSEKMSKeyId: '{key}' } },
        'with a context without a KMS key': { input: { SSEKMSEncryptionContext: 'eyJhIjoiYiJ9' } },
        'with versions': { input: { Key: 'k' }, after: versioned },
        'a lock with its date': {
          input: {
            ObjectLockMode: 'GOVERNANCE',
            ObjectLockRetainUntilDate: new Date('2040-01-01T00:00:00Z'),
          },
        },
        'a public ACL on a bucket with ACLs': {
          input: { ACL: 'public-read' },
          after: [
            ask('PutBucketOwnershipControls', {
              Bucket,
              OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
            }),
          ],
        },
        'eleven tags': { input: { Tagging: Array.from({ length: 11 }, (_, i) => `t${i}=x`).join('&') } },
      },
    },
  ),
  of('GetObject', inBucket, {
    also: {
      ...rawHeaders,
      'anonymous with a response header': { as: 'anonymous', input: { ResponseContentType: 'text/html' } },
      'under a customer key': { input: { Key: 'own', ...customer }, after: customerObject },
      'under another customer key': { input: { Key: 'own', ...otherCustomer }, after: customerObject },
      'without its customer key': { input: { Key: 'own' }, after: customerObject },
      'under a KMS key': { input: { Key: 'secret' } },
      'under a KMS key that is disabled': {
        input: { Key: 'secret' },
        after: [kms('DisableKey', { KeyId: '{key}' })],
      },
      'a version': { input: { VersionId: '{version}' }, after: versioned },
      'a delete marker': { after: [...versioned, ask('DeleteObject', inBucket)] },
      'a range and a part': { input: { Range: 'bytes=0-1', PartNumber: 1 } },
      'both conditions that hold': {
        input: { IfMatch: '{etag}', IfUnmodifiedSince: new Date('2020-01-01T00:00:00Z') },
      },
      'conditions that contradict': {
        input: { IfNoneMatch: '"other"', IfModifiedSince: new Date('2040-01-01T00:00:00Z') },
      },
    },
  }),
  of('HeadObject', inBucket, {
    also: {
      ...rawHeaders,
      'without its customer key': { input: { Key: 'own' }, after: customerObject },
      'under another customer key': { input: { Key: 'own', ...otherCustomer }, after: customerObject },
      'a delete marker': { after: [...versioned, ask('DeleteObject', inBucket)] },
    },
  }),
  of(
    'GetObjectAttributes',
    { ...inBucket, ObjectAttributes: ['ETag', 'ObjectSize'] },
    {
      also: {
        'without its customer key': { input: { Key: 'own' }, after: customerObject },
        'under another customer key': { input: { Key: 'own', ...otherCustomer }, after: customerObject },
        'a version': { input: { VersionId: '{version}' }, after: versioned },
      },
    },
  ),
  of(
    'CopyObject',
    { Bucket, Key: 'new-{c}', CopySource: '{bucket}/k' },
    {
      renew: [],
      shows: [ask('GetObject', { Bucket, Key: 'new-{c}' })],
      vary: { Key: ['', 'k', 'x'.repeat(1025)] },
      also: {
        ...rawHeaders,
        'over an object that matches': { input: { Key: 'secret', IfMatch: '*' } },
        'over an object that must not be': { input: { Key: 'secret', IfNoneMatch: '*' } },
        'from a customer key': {
          input: {
            CopySource: '{bucket}/own',
            CopySourceSSECustomerAlgorithm: 'AES256',
            CopySourceSSECustomerKey: customer.SSECustomerKey,
          },
          after: customerObject,
        },
        'from another customer key': {
          input: {
            CopySource: '{bucket}/own',
            CopySourceSSECustomerAlgorithm: 'AES256',
            CopySourceSSECustomerKey: otherCustomer.SSECustomerKey,
          },
          after: customerObject,
        },
        'from a customer key that is missing': {
          input: { CopySource: '{bucket}/own' },
          after: customerObject,
        },
        'to a customer key': { input: customer },
        'onto itself with other metadata': { input: { Key: 'k', MetadataDirective: 'REPLACE' } },
        'tags without replacing': { input: { Tagging: 'c=d' } },
        'tags that replace': { input: { Tagging: 'c=d', TaggingDirective: 'REPLACE' } },
        'a version': { input: { CopySource: '{bucket}/k?versionId={version}' }, after: versioned },
        'a delete marker': { after: [...versioned, ask('DeleteObject', inBucket)] },
        'from a KMS key that is disabled': {
          input: { CopySource: '{bucket}/secret' },
          after: [kms('DisableKey', { KeyId: '{key}' })],
        },
        'two conditions of the source that hold': {
          input: {
            CopySourceIfMatch: '{etag}',
            CopySourceIfUnmodifiedSince: new Date('2020-01-01T00:00:00Z'),
          },
        },
      },
    },
  ),
  of('DeleteObject', inBucket, {
    renew: [put],
    also: {
      ...rawHeaders,
      'a version': { input: { VersionId: '{version}' }, after: versioned },
      'with versions': { after: versioned },
      'a version that matches': {
        input: { VersionId: '{version}', IfMatch: '{versionEtag}' },
        after: versioned,
      },
      'a version that does not match': {
        input: { VersionId: '{version}', IfMatch: '"other"' },
        after: versioned,
      },
      'size and ETag': { input: { IfMatch: '{etag}', IfMatchSize: 6 } },
    },
  }),
  of(
    'DeleteObjects',
    { Bucket, Delete: { Objects: [{ Key: 'k' }] } },
    {
      renew: [put],
      vary: {
        Delete: [
          { Objects: [] },
          { Objects: [{ Key: 'absent' }] },
          { Objects: [{ Key: 'k' }, { Key: 'secret' }], Quiet: true },
          { Objects: [{ Key: 'k' }, { Key: 'k' }] },
          { Objects: [{ Key: 'k', ETag: '{etag}' }] },
          { Objects: [{ Key: 'k', ETag: '"other"' }] },
          { Objects: [{ Key: 'k', ETag: '*' }] },
          { Objects: [{ Key: 'k', Size: 5 }] },
          { Objects: [{ Key: 'k', Size: 6 }] },
          { Objects: [{ Key: 'k', LastModifiedTime: new Date('2020-01-01T00:00:00Z') }] },
          { Objects: [{ Key: 'k', VersionId: 'null' }] },
          { Objects: [{ Key: 'k', VersionId: 'nonsense' }] },
          { Objects: [{ Key: '' }] },
          { Objects: Array.from({ length: 1001 }, (_, i) => ({ Key: `k${i}` })) },
        ],
      },
      also: {
        ...rawHeaders,
        'a version': {
          input: { Delete: { Objects: [{ Key: 'k', VersionId: '{version}' }] } },
          after: versioned,
        },
        'with versions': { after: versioned },
      },
    },
  ),
  of(
    'PutObjectTagging',
    { ...inBucket, Tagging: { TagSet: [{ Key: 'c', Value: 'd' }] } },
    {
      ...tags,
      vary: {
        Tagging: [
          { TagSet: [] },
          {
            TagSet: [
              { Key: 'c', Value: 'd' },
              { Key: 'c', Value: 'e' },
            ],
          },
          { TagSet: [{ Key: '', Value: 'd' }] },
          { TagSet: [{ Key: 'aws:c', Value: 'd' }] },
          { TagSet: [{ Key: 'x'.repeat(129), Value: 'd' }] },
          { TagSet: [{ Key: 'c', Value: 'x'.repeat(257) }] },
          { TagSet: Array.from({ length: 11 }, (_, i) => ({ Key: `k${i}`, Value: '' })) },
        ],
      },
      also: { 'a version': { input: { VersionId: '{version}' }, after: versioned } },
    },
  ),
  of('GetObjectTagging', inBucket),
  of('DeleteObjectTagging', inBucket, tags),
  of('GetObjectAcl', inBucket),
  of(
    'PutObjectAcl',
    { ...inBucket, ACL: 'private' },
    {
      ...acl,
      also: {
        'public on a bucket with ACLs': {
          input: { ACL: 'public-read' },
          after: [
            ask('PutBucketOwnershipControls', {
              Bucket,
              OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
            }),
          ],
        },
        'on a bucket with ACLs': {
          input: { ACL: 'authenticated-read' },
          after: [
            ask('PutBucketOwnershipControls', {
              Bucket,
              OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
            }),
            ask('DeletePublicAccessBlock', { Bucket }),
          ],
        },
      },
    },
  ),
  of('GetObjectRetention', inBucket),
  of(
    'PutObjectRetention',
    { ...inBucket, Retention: { Mode: 'GOVERNANCE', RetainUntilDate: new Date('2040-01-01T00:00:00Z') } },
    {
      vary: { Retention: [{}, { Mode: 'nonsense' }] },
    },
  ),
  of('GetObjectLegalHold', inBucket),
  of(
    'PutObjectLegalHold',
    { ...inBucket, LegalHold: { Status: 'ON' } },
    { vary: { LegalHold: [{}, { Status: 'nonsense' }] } },
  ),
  of(
    'UpdateObjectEncryption',
    { ...inBucket, ObjectEncryption: { SSEKMS: { KMSKeyArn: '{key}' } } },
    {
      renew: [put],
      vary: { ObjectEncryption: [{ SSEKMS: { KMSKeyArn: 'nonsense' } }] },
    },
  ),
  of('ListObjects', { Bucket }),
  of('ListObjectsV2', { Bucket }),
  of('ListObjectVersions', { Bucket }),
];
