import type { Subject } from '../request.ts';
import { withAccessPoint } from './s3-access-point-state.ts';
import {
  archived,
  ask,
  Bucket,
  customer,
  customerObject,
  held,
  inBucket,
  kms,
  of,
  otherCustomer,
  put,
  rawHeaders,
  retained,
  retainedForGood,
  versioned,
  writtenByAll,
} from './s3-object-state.ts';

/** For tests: how S3 is asked to write, copy and delete objects. */
export const s3ObjectWrites: readonly Subject[] = [
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
        'an unknown lock with its date': {
          input: { ObjectLockMode: 'NONSENSE', ObjectLockRetainUntilDate: new Date('2040-01-01T00:00:00Z') },
        },
        'over an object of the owner, by an anonymous caller who may write': {
          as: 'anonymous',
          input: { Key: 'k' },
          after: writtenByAll,
        },
        'eleven tags': { input: { Tagging: Array.from({ length: 11 }, (_, i) => `t${i}=x`).join('&') } },
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
        'from an archived object': { input: { CopySource: '{bucket}/archived' }, after: archived },
        'from an access point': { input: { CopySource: '{pointArn}/object/k' }, after: withAccessPoint },
        'to an access point': { input: { Bucket: '{point}' }, after: withAccessPoint },
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
        'a version that is a delete marker': {
          input: { CopySource: '{bucket}/k?versionId={marker}' },
          after: [...versioned, ask('DeleteObject', inBucket, { keep: { marker: 'VersionId' } })],
        },
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
      'a retained version': { input: { VersionId: '{version}' }, after: retained },
      'a retained version with a bypass': {
        input: { VersionId: '{version}', BypassGovernanceRetention: true },
        after: retained,
      },
      'a version retained for good, with a bypass': {
        input: { VersionId: '{version}', BypassGovernanceRetention: true },
        after: retainedForGood,
      },
      'a held version': { input: { VersionId: '{version}' }, after: held },
      'a marker over a retained version': { after: retained },
      'an object of the owner, by an anonymous caller who may write': {
        as: 'anonymous',
        after: writtenByAll,
      },
      'a marker over an object of the owner, by an anonymous caller who may write': {
        as: 'anonymous',
        after: [...versioned, ...writtenByAll],
      },
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
        'a retained version': {
          input: { Delete: { Objects: [{ Key: 'k', VersionId: '{version}' }] } },
          after: retained,
        },
        'a held version': {
          input: { Delete: { Objects: [{ Key: 'k', VersionId: '{version}' }] } },
          after: held,
        },
        'through an access point': {
          input: { Bucket: '{point}', Delete: { Objects: [{ Key: 'k' }, { Key: 'secret' }] } },
          after: withAccessPoint,
        },
      },
    },
  ),
];
