import type { Subject } from '../request.ts';
import {
  acl,
  archived,
  ask,
  Bucket,
  customer,
  customerObject,
  inBucket,
  kms,
  of,
  otherCustomer,
  put,
  rawHeaders,
  retained,
  retainedForGood,
  tags,
  versioned,
} from './s3-object-state.ts';

const later = new Date('2041-01-01T00:00:00Z');
const sooner = new Date('2039-01-01T00:00:00Z');

/** For tests: how S3 is asked to read objects and their properties. */
export const s3ObjectReads: readonly Subject[] = [
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
      'an archived object': { input: { Key: 'archived' }, after: archived },
      'a range of nothing': {
        input: { Key: 'empty', Range: 'bytes=0-0' },
        after: [ask('PutObject', { Bucket, Key: 'empty', Body: '' })],
      },
      'the last bytes of nothing': {
        input: { Key: 'empty', Range: 'bytes=-1' },
        after: [ask('PutObject', { Bucket, Key: 'empty', Body: '' })],
      },
      'several ranges': { input: { Range: 'bytes=0-0,2-3' } },
      'a range that ends before it begins': { input: { Range: 'bytes=2-1' } },
      'the last no bytes': { input: { Range: 'bytes=-0' } },
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
      'an archived object': { input: { Key: 'archived' }, after: archived },
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
        'an archived object': { input: { Key: 'archived' }, after: archived },
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
      also: {
        'of a retained version, longer': {
          input: { VersionId: '{version}', Retention: { Mode: 'GOVERNANCE', RetainUntilDate: later } },
          after: retained,
        },
        'of a retained version, shorter': {
          input: { VersionId: '{version}', Retention: { Mode: 'GOVERNANCE', RetainUntilDate: sooner } },
          after: retained,
        },
        'of a retained version, shorter with a bypass': {
          input: {
            VersionId: '{version}',
            Retention: { Mode: 'GOVERNANCE', RetainUntilDate: sooner },
            BypassGovernanceRetention: true,
          },
          after: retained,
        },
        'of a version retained for good, shorter with a bypass': {
          input: {
            VersionId: '{version}',
            Retention: { Mode: 'COMPLIANCE', RetainUntilDate: sooner },
            BypassGovernanceRetention: true,
          },
          after: retainedForGood,
        },
      },
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
      vary: { ObjectEncryption: [{ SSEKMS: { KMSKeyArn: 'nonsense' } }, { SSEKMS: { KMSKeyArn: '' } }, {}] },
    },
  ),
  of('ListObjects', { Bucket }),
  of('ListObjectsV2', { Bucket }),
  of('ListObjectVersions', { Bucket }),
];
