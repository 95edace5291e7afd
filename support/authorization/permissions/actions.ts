import { iamPermissions } from './iam.ts';
import { kmsPermissions } from './kms.ts';

/** What kind of thing an action is about; `nothing` where it addresses no resource: `*`. */
export type ActionTarget = 'object' | 'bucket' | 'key' | 'role' | 'identity' | 'nothing';

const S3_OBJECT_ACTIONS = [
  'AbortMultipartUpload',
  'BypassGovernanceRetention',
  'DeleteObject',
  'DeleteObjectTagging',
  'DeleteObjectVersion',
  'DeleteObjectVersionTagging',
  'GetObject',
  'GetObjectAcl',
  'GetObjectAttributes',
  'GetObjectLegalHold',
  'GetObjectRetention',
  'GetObjectTagging',
  'GetObjectVersion',
  'GetObjectVersionAcl',
  'GetObjectVersionAttributes',
  'GetObjectVersionTagging',
  'ListMultipartUploadParts',
  'PutObject',
  'PutObjectAcl',
  'PutObjectLegalHold',
  'PutObjectRetention',
  'PutObjectTagging',
  'PutObjectVersionAcl',
  'PutObjectVersionTagging',
  'RestoreObject',
  'UpdateObjectEncryption',
];

const S3_BUCKET_ACTIONS = [
  'DeleteBucket',
  'DeleteBucketPolicy',
  'DeleteBucketWebsite',
  'GetAccelerateConfiguration',
  'GetBucketAcl',
  'GetBucketCORS',
  'GetBucketLocation',
  'GetBucketLogging',
  'GetBucketNotification',
  'GetBucketObjectLockConfiguration',
  'GetBucketOwnershipControls',
  'GetBucketPolicy',
  'GetBucketPolicyStatus',
  'GetBucketPublicAccessBlock',
  'GetBucketRequestPayment',
  'GetBucketTagging',
  'GetBucketVersioning',
  'GetBucketWebsite',
  'GetEncryptionConfiguration',
  'GetLifecycleConfiguration',
  'GetReplicationConfiguration',
  'ListBucket',
  'ListBucketMultipartUploads',
  'ListBucketVersions',
  'PutAccelerateConfiguration',
  'PutBucketAcl',
  'PutBucketCORS',
  'PutBucketLogging',
  'PutBucketNotification',
  'PutBucketObjectLockConfiguration',
  'PutBucketOwnershipControls',
  'PutBucketPolicy',
  'PutBucketPublicAccessBlock',
  'PutBucketRequestPayment',
  'PutBucketTagging',
  'PutBucketVersioning',
  'PutBucketWebsite',
  'PutEncryptionConfiguration',
  'PutLifecycleConfiguration',
];

const KMS_ACTIONS_ON_NOTHING: ReadonlySet<string> = new Set([
  'CreateKey',
  'GenerateRandom',
  'ListAliases',
  'ListKeys',
  'ListRetirableGrants',
]);

/**
 * The actions that keyhole's gateway judges on resources that are there, each with what it is about. s3:CreateBucket is not
 * among them: its resource is yet to be.
 *
 * Source: Service Authorization Reference, "Amazon S3", "AWS Key Management Service", "AWS IAM", "AWS STS".
 */
export const actionTargets: ReadonlyMap<string, ActionTarget> = new Map<string, ActionTarget>([
  ...S3_OBJECT_ACTIONS.map((action) => [`s3:${action}`, 'object'] as const),
  ...S3_BUCKET_ACTIONS.map((action) => [`s3:${action}`, 'bucket'] as const),
  ['s3:ListAllMyBuckets', 'nothing'],
  ...served(kmsPermissions)
    .flatMap((operation) => (operation === 'ReEncrypt' ? ['ReEncryptFrom', 'ReEncryptTo'] : [operation]))
    .map((action) => [`kms:${action}`, KMS_ACTIONS_ON_NOTHING.has(action) ? 'nothing' : 'key'] as const),
  ...served(iamPermissions).map((operation) => [`iam:${operation}`, 'identity'] as const),
  ...['AssumeRole', 'SetSourceIdentity', 'TagSession'].map((action) => [`sts:${action}`, 'role'] as const),
]);

function served(table: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(table).filter((operation) => table[operation] !== 'not implemented');
}
