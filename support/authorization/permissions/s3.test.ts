import type { InventoryConfiguration } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import type { Input, Operation } from '../../aws/operations.ts';
import type { RequiredPermission } from './rule.ts';
import { s3Permissions } from './s3.ts';

const scope = { region: 'eu-west-1', account: '111111111111' };
const BUCKET = 'arn:aws:s3:::reports';
const OBJECT = 'arn:aws:s3:::reports/2026/q 1.csv';
const SOURCE = 'arn:aws:s3:::archive/old/q+1.csv';
const bucket = { Bucket: 'reports' };
const object = { ...bucket, Key: '2026/q 1.csv' };
const version = { ...object, VersionId: 'v1' };
const part = { ...object, UploadId: 'u', PartNumber: 1 };

function permissions<O extends Operation<'s3'>>(
  operation: O,
  input: Input<'s3', O>,
): readonly RequiredPermission[] {
  const rule = s3Permissions[operation];
  if (rule === 'not implemented') throw new Error(`${operation} has no rule`);
  return rule(input, scope);
}

type Row = readonly [operation: Operation<'s3'>, what: string, permissions: string[], expected: string[]];

function row<O extends Operation<'s3'>>(
  operation: O,
  what: string,
  input: Input<'s3', O>,
  ...expected: string[]
): Row {
  return [operation, what, permissions(operation, input).map((p) => `${p.action} ${p.resource}`), expected];
}

/** Rows from the Service Authorization Reference and the permissions that the API reference lists. */
const objectRows: readonly Row[] = [
  row('GetObject', 'plain', object, `s3:GetObject ${OBJECT}`),
  row('GetObject', 'of a version', version, `s3:GetObjectVersion ${OBJECT}`),
  row('HeadObject', 'plain', object, `s3:GetObject ${OBJECT}`),
  row('HeadObject', 'of a version', version, `s3:GetObjectVersion ${OBJECT}`),
  row(
    'GetObjectAttributes',
    'plain',
    { ...object, ObjectAttributes: [] },
    `s3:GetObject ${OBJECT}`,
    `s3:GetObjectAttributes ${OBJECT}`,
  ),
  row(
    'GetObjectAttributes',
    'of a version',
    { ...version, ObjectAttributes: [] },
    `s3:GetObjectVersion ${OBJECT}`,
    `s3:GetObjectVersionAttributes ${OBJECT}`,
  ),
  row('PutObject', 'plain', object, `s3:PutObject ${OBJECT}`),
  row(
    'PutObject',
    'with a canned ACL',
    { ...object, ACL: 'bucket-owner-full-control' },
    `s3:PutObject ${OBJECT}`,
    `s3:PutObjectAcl ${OBJECT}`,
  ),
  row(
    'PutObject',
    'with a grant',
    { ...object, GrantRead: 'id=x' },
    `s3:PutObject ${OBJECT}`,
    `s3:PutObjectAcl ${OBJECT}`,
  ),
  row(
    'PutObject',
    'with tags',
    { ...object, Tagging: 'a=b' },
    `s3:PutObject ${OBJECT}`,
    `s3:PutObjectTagging ${OBJECT}`,
  ),
  row('PutObject', 'with empty tags', { ...object, Tagging: '' }, `s3:PutObject ${OBJECT}`),
  row(
    'PutObject',
    'with encryption headers',
    { ...object, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'k' },
    `s3:PutObject ${OBJECT}`,
  ),
  row(
    'PutObject',
    'with a retention',
    { ...object, ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: new Date('2030-01-01') },
    `s3:PutObject ${OBJECT}`,
    `s3:PutObjectRetention ${OBJECT}`,
  ),
  row(
    'PutObject',
    'with a legal hold',
    { ...object, ObjectLockLegalHoldStatus: 'ON' },
    `s3:PutObject ${OBJECT}`,
    `s3:PutObjectLegalHold ${OBJECT}`,
  ),
  row(
    'CopyObject',
    'plain',
    { ...object, CopySource: '/archive/old/q%2B1.csv' },
    `s3:GetObject ${SOURCE}`,
    `s3:PutObject ${OBJECT}`,
  ),
  row(
    'CopyObject',
    'of a version',
    { ...object, CopySource: 'archive/old/q%2B1.csv?versionId=v1' },
    `s3:GetObjectVersion ${SOURCE}`,
    `s3:PutObject ${OBJECT}`,
  ),
  row(
    'CopyObject',
    'with the tags of the source',
    { ...object, CopySource: 'archive/old/q%2B1.csv', Tagging: 'a=b' },
    `s3:GetObject ${SOURCE}`,
    `s3:PutObject ${OBJECT}`,
  ),
  row(
    'CopyObject',
    'with tags of its own',
    { ...object, CopySource: 'archive/old/q%2B1.csv', Tagging: 'a=b', TaggingDirective: 'REPLACE' },
    `s3:GetObject ${SOURCE}`,
    `s3:PutObject ${OBJECT}`,
    `s3:PutObjectTagging ${OBJECT}`,
  ),
  row(
    'CopyObject',
    'with an ACL',
    { ...object, CopySource: 'archive/old/q%2B1.csv', ACL: 'private' },
    `s3:GetObject ${SOURCE}`,
    `s3:PutObject ${OBJECT}`,
    `s3:PutObjectAcl ${OBJECT}`,
  ),
  row('CreateMultipartUpload', 'plain', object, `s3:PutObject ${OBJECT}`),
  row(
    'CreateMultipartUpload',
    'with tags and ACL',
    { ...object, Tagging: 'a=b', ACL: 'public-read' },
    `s3:PutObject ${OBJECT}`,
    `s3:PutObjectAcl ${OBJECT}`,
    `s3:PutObjectTagging ${OBJECT}`,
  ),
  row('UploadPart', 'plain', part, `s3:PutObject ${OBJECT}`),
  row(
    'UploadPartCopy',
    'plain',
    { ...part, CopySource: 'archive/old/q%2B1.csv' },
    `s3:GetObject ${SOURCE}`,
    `s3:PutObject ${OBJECT}`,
  ),
  row(
    'UploadPartCopy',
    'of a version',
    { ...part, CopySource: 'archive/old/q%2B1.csv?versionId=v1' },
    `s3:GetObjectVersion ${SOURCE}`,
    `s3:PutObject ${OBJECT}`,
  ),
  row('CompleteMultipartUpload', 'plain', part, `s3:PutObject ${OBJECT}`),
  row('AbortMultipartUpload', 'plain', part, `s3:AbortMultipartUpload ${OBJECT}`),
  row('ListParts', 'plain', part, `s3:ListMultipartUploadParts ${OBJECT}`),
  row(
    'UpdateObjectEncryption',
    'plain',
    { ...object, ObjectEncryption: undefined },
    `s3:PutObject ${OBJECT}`,
    `s3:UpdateObjectEncryption ${OBJECT}`,
  ),
  row('DeleteObject', 'plain', object, `s3:DeleteObject ${OBJECT}`),
  row('DeleteObject', 'of a version', version, `s3:DeleteObjectVersion ${OBJECT}`),
  row(
    'DeleteObject',
    'bypassing governance',
    { ...version, BypassGovernanceRetention: true },
    `s3:DeleteObjectVersion ${OBJECT}`,
    `s3:BypassGovernanceRetention ${OBJECT}`,
  ),
  row(
    'DeleteObjects',
    'of several',
    { ...bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'b', VersionId: 'v1' }, { Key: 'c' }] } },
    `s3:DeleteObject ${BUCKET}/a`,
    `s3:DeleteObjectVersion ${BUCKET}/b`,
    `s3:DeleteObject ${BUCKET}/c`,
  ),
  row(
    'DeleteObjects',
    'bypassing governance',
    { ...bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'b' }] }, BypassGovernanceRetention: true },
    `s3:DeleteObject ${BUCKET}/a`,
    `s3:DeleteObject ${BUCKET}/b`,
    `s3:BypassGovernanceRetention ${BUCKET}/a`,
    `s3:BypassGovernanceRetention ${BUCKET}/b`,
  ),
  row('GetObjectAcl', 'plain', object, `s3:GetObjectAcl ${OBJECT}`),
  row('GetObjectAcl', 'of a version', version, `s3:GetObjectVersionAcl ${OBJECT}`),
  row('PutObjectAcl', 'plain', object, `s3:PutObjectAcl ${OBJECT}`),
  row('PutObjectAcl', 'of a version', version, `s3:PutObjectVersionAcl ${OBJECT}`),
  row('GetObjectTagging', 'plain', object, `s3:GetObjectTagging ${OBJECT}`),
  row('GetObjectTagging', 'of a version', version, `s3:GetObjectVersionTagging ${OBJECT}`),
  row('PutObjectTagging', 'plain', { ...object, Tagging: { TagSet: [] } }, `s3:PutObjectTagging ${OBJECT}`),
  row(
    'PutObjectTagging',
    'of a version',
    { ...version, Tagging: { TagSet: [] } },
    `s3:PutObjectVersionTagging ${OBJECT}`,
  ),
  row('DeleteObjectTagging', 'plain', object, `s3:DeleteObjectTagging ${OBJECT}`),
  row('DeleteObjectTagging', 'of a version', version, `s3:DeleteObjectVersionTagging ${OBJECT}`),
  row('GetObjectRetention', 'of a version', version, `s3:GetObjectRetention ${OBJECT}`),
  row('PutObjectRetention', 'plain', object, `s3:PutObjectRetention ${OBJECT}`),
  row(
    'PutObjectRetention',
    'bypassing governance',
    { ...object, BypassGovernanceRetention: true },
    `s3:PutObjectRetention ${OBJECT}`,
    `s3:BypassGovernanceRetention ${OBJECT}`,
  ),
  row('GetObjectLegalHold', 'of a version', version, `s3:GetObjectLegalHold ${OBJECT}`),
  row('PutObjectLegalHold', 'plain', object, `s3:PutObjectLegalHold ${OBJECT}`),
];

const bucketRows: readonly Row[] = [
  row('ListBuckets', 'plain', {}, 's3:ListAllMyBuckets arn:aws:s3:::*'),
  row('CreateBucket', 'plain', bucket, `s3:CreateBucket ${BUCKET}`),
  row('CreateBucket', 'with the private ACL', { ...bucket, ACL: 'private' }, `s3:CreateBucket ${BUCKET}`),
  row(
    'CreateBucket',
    'with another ACL',
    { ...bucket, ACL: 'public-read' },
    `s3:CreateBucket ${BUCKET}`,
    `s3:PutBucketAcl ${BUCKET}`,
  ),
  row(
    'CreateBucket',
    'with a grant',
    { ...bucket, GrantWriteACP: 'id=x' },
    `s3:CreateBucket ${BUCKET}`,
    `s3:PutBucketAcl ${BUCKET}`,
  ),
  row(
    'CreateBucket',
    'with Object Lock',
    { ...bucket, ObjectLockEnabledForBucket: true },
    `s3:CreateBucket ${BUCKET}`,
    `s3:PutBucketObjectLockConfiguration ${BUCKET}`,
    `s3:PutBucketVersioning ${BUCKET}`,
  ),
  row(
    'CreateBucket',
    'with ownership',
    { ...bucket, ObjectOwnership: 'ObjectWriter' },
    `s3:CreateBucket ${BUCKET}`,
    `s3:PutBucketOwnershipControls ${BUCKET}`,
  ),
  row(
    'CreateBucket',
    'with tags',
    { ...bucket, CreateBucketConfiguration: { Tags: [{ Key: 'a', Value: 'b' }] } },
    `s3:CreateBucket ${BUCKET}`,
    `s3:TagResource ${BUCKET}`,
  ),
  row('DeleteBucket', 'plain', bucket, `s3:DeleteBucket ${BUCKET}`),
  row('HeadBucket', 'plain', bucket, `s3:ListBucket ${BUCKET}`),
  row('ListObjects', 'plain', bucket, `s3:ListBucket ${BUCKET}`),
  row('ListObjectsV2', 'plain', bucket, `s3:ListBucket ${BUCKET}`),
  row('ListObjectVersions', 'plain', bucket, `s3:ListBucketVersions ${BUCKET}`),
  row('ListMultipartUploads', 'plain', bucket, `s3:ListBucketMultipartUploads ${BUCKET}`),
  row('PutBucketAcl', 'plain', bucket, `s3:PutBucketAcl ${BUCKET}`),
];

/** The action that each operation on the settings of a bucket needs. */
const settings = {
  GetBucketLocation: 's3:GetBucketLocation',
  GetBucketPolicy: 's3:GetBucketPolicy',
  PutBucketPolicy: 's3:PutBucketPolicy',
  DeleteBucketPolicy: 's3:DeleteBucketPolicy',
  GetBucketPolicyStatus: 's3:GetBucketPolicyStatus',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  PutBucketEncryption: 's3:PutEncryptionConfiguration',
  DeleteBucketEncryption: 's3:PutEncryptionConfiguration',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 's3:PutBucketPublicAccessBlock',
  DeletePublicAccessBlock: 's3:PutBucketPublicAccessBlock',
  GetBucketOwnershipControls: 's3:GetBucketOwnershipControls',
  PutBucketOwnershipControls: 's3:PutBucketOwnershipControls',
  DeleteBucketOwnershipControls: 's3:PutBucketOwnershipControls',
  GetBucketAcl: 's3:GetBucketAcl',
  GetBucketVersioning: 's3:GetBucketVersioning',
  PutBucketVersioning: 's3:PutBucketVersioning',
  GetBucketTagging: 's3:GetBucketTagging',
  PutBucketTagging: 's3:PutBucketTagging',
  GetBucketAbac: 's3:GetBucketAbac',
  PutBucketAbac: 's3:PutBucketAbac',
  DeleteBucketTagging: 's3:PutBucketTagging',
  GetObjectLockConfiguration: 's3:GetBucketObjectLockConfiguration',
  GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
  PutBucketLifecycleConfiguration: 's3:PutLifecycleConfiguration',
  DeleteBucketLifecycle: 's3:PutLifecycleConfiguration',
  GetBucketCors: 's3:GetBucketCORS',
  PutBucketCors: 's3:PutBucketCORS',
  DeleteBucketCors: 's3:PutBucketCORS',
  GetBucketWebsite: 's3:GetBucketWebsite',
  GetBucketLogging: 's3:GetBucketLogging',
  GetBucketNotificationConfiguration: 's3:GetBucketNotification',
  GetBucketRequestPayment: 's3:GetBucketRequestPayment',
  GetBucketAccelerateConfiguration: 's3:GetAccelerateConfiguration',
  PutObjectLockConfiguration: 's3:PutBucketObjectLockConfiguration',
  PutBucketWebsite: 's3:PutBucketWebsite',
  DeleteBucketWebsite: 's3:DeleteBucketWebsite',
  PutBucketLogging: 's3:PutBucketLogging',
  PutBucketRequestPayment: 's3:PutBucketRequestPayment',
  PutBucketAccelerateConfiguration: 's3:PutAccelerateConfiguration',
  PutBucketAnalyticsConfiguration: 's3:PutAnalyticsConfiguration',
  GetBucketAnalyticsConfiguration: 's3:GetAnalyticsConfiguration',
  DeleteBucketAnalyticsConfiguration: 's3:PutAnalyticsConfiguration',
  ListBucketAnalyticsConfigurations: 's3:GetAnalyticsConfiguration',
  GetBucketInventoryConfiguration: 's3:GetInventoryConfiguration',
  DeleteBucketInventoryConfiguration: 's3:PutInventoryConfiguration',
  ListBucketInventoryConfigurations: 's3:GetInventoryConfiguration',
  PutBucketMetricsConfiguration: 's3:PutMetricsConfiguration',
  GetBucketMetricsConfiguration: 's3:GetMetricsConfiguration',
  DeleteBucketMetricsConfiguration: 's3:PutMetricsConfiguration',
  ListBucketMetricsConfigurations: 's3:GetMetricsConfiguration',
  PutBucketIntelligentTieringConfiguration: 's3:PutIntelligentTieringConfiguration',
  GetBucketIntelligentTieringConfiguration: 's3:GetIntelligentTieringConfiguration',
  DeleteBucketIntelligentTieringConfiguration: 's3:PutIntelligentTieringConfiguration',
  ListBucketIntelligentTieringConfigurations: 's3:GetIntelligentTieringConfiguration',
  GetBucketReplication: 's3:GetReplicationConfiguration',
} as const;

const inventory: InventoryConfiguration = {
  Id: 'i',
  IsEnabled: true,
  IncludedObjectVersions: 'All',
  Schedule: { Frequency: 'Daily' },
  Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::lists', Format: 'CSV' } },
  OptionalFields: ['Size', 'ETag'],
};

function settingPermissions(operation: keyof typeof settings): readonly RequiredPermission[] {
  const rule: unknown = s3Permissions[operation];
  return typeof rule === 'function' ? rule(bucket, scope) : [];
}

describe('the permissions of S3', () => {
  test.each([...objectRows, ...bucketRows])('%s, %s', (_operation, _what, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test.each(Object.entries(settings))('%s needs %s on the bucket', (operation, action) => {
    const known = Object.keys(settings).find((name): name is keyof typeof settings => name === operation);
    expect(known && settingPermissions(known)).toEqual([{ action, resource: BUCKET }]);
  });

  test('an inventory names its optional fields in a condition key', () => {
    const input = { ...bucket, Id: 'i', InventoryConfiguration: inventory };
    const context = { 's3:InventoryAccessibleOptionalFields': ['Size', 'ETag'] };
    const action = 's3:PutInventoryConfiguration';
    expect(permissions('PutBucketInventoryConfiguration', input)).toEqual([
      { action, resource: BUCKET, context },
    ]);
  });

  test('every operation with a rule is in these tables, and no other', () => {
    const tested = new Set<string>([
      ...[...objectRows, ...bucketRows].map(([operation]) => operation),
      ...Object.keys(settings),
      'PutBucketInventoryConfiguration',
    ]);
    const served = Object.entries(s3Permissions).filter(([, rule]) => rule !== 'not implemented');
    expect([...tested].sort()).toEqual(served.map(([operation]) => operation).sort());
  });

  test.each([
    'arn:aws:s3:eu-west-1:111111111111:accesspoint/mine',
    'arn:aws:s3-outposts:eu-west-1:111111111111:outpost/o/accesspoint/mine',
  ])('the access point %s is refused by name', (Bucket) => {
    const refused = expect.objectContaining({ code: 'NotImplemented', status: 501 });
    expect(() => permissions('GetObject', { Bucket, Key: 'k' })).toThrow(refused);
    expect(() => permissions('ListObjectsV2', { Bucket })).toThrow(refused);
    expect(() => permissions('CopyObject', { ...object, CopySource: `${Bucket}/object/k` })).toThrow();
  });
});
