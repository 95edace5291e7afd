import type { Input } from '../../aws/operations.ts';
import { type PermissionTable, type RequiredPermission, withListed } from './rule.ts';
import { aclContext, type Context, hasGrants } from './s3-context.ts';
import { ALL_BUCKETS, bucketArn, type OnBucket } from './s3-resources.ts';
import { requestTagContext } from './tag-context.ts';

/** One action on the bucket, without condition keys from the input. */
function onBucket(action: string): (input: OnBucket) => readonly RequiredPermission[] {
  return (input) => [{ action, resource: bucketArn(input) }];
}

interface Listing extends OnBucket {
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
}

/** The most keys of a page, which S3 answers with if a request does not say. */
const MAX_KEYS = 1000;

/**
 * A listing: `s3:prefix` and `s3:delimiter` are present if the request has the parameter, even an empty one. `s3:max-keys`
 * is always present.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators", numeric operators; Amazon S3 API reference,
 * ListObjectsV2, `max-keys`. Undocumented: that the value is then the default.
 */
function listing(action: string): (input: Listing) => readonly RequiredPermission[] {
  return (input) => {
    const context = {
      's3:prefix': input.Prefix,
      's3:delimiter': input.Delimiter,
      's3:max-keys': String(input.MaxKeys ?? MAX_KEYS),
    };
    return [{ action, resource: bucketArn(input), context }];
  };
}

/**
 * The permissions of CreateBucket, including those for its headers and its body.
 * Source: Amazon S3 API reference, CreateBucket, section "Permissions".
 */
function createBucket(input: Input<'s3', 'CreateBucket'>): readonly RequiredPermission[] {
  const resource = bucketArn(input);
  const { LocationConstraint, Tags } = input.CreateBucketConfiguration ?? {};
  const context: Context = {
    's3:locationconstraint': LocationConstraint,
    's3:x-amz-object-ownership': input.ObjectOwnership,
    ...aclContext(input),
    ...requestTagContext(Tags),
  };
  const actions = ['s3:CreateBucket'];
  if ((input.ACL !== undefined && input.ACL !== 'private') || hasGrants(input))
    actions.push('s3:PutBucketAcl');
  if (input.ObjectLockEnabledForBucket === true) {
    actions.push('s3:PutBucketObjectLockConfiguration', 's3:PutBucketVersioning');
  }
  if (input.ObjectOwnership !== undefined) actions.push('s3:PutBucketOwnershipControls');
  if (Tags !== undefined && Tags.length > 0) actions.push('s3:TagResource');
  return actions.map((action) => ({
    action,
    resource,
    context: action === 's3:CreateBucket' ? context : withListed(context, LISTED[action] ?? NOTHING),
  }));
}

/** The condition keys that the reference lists for the actions on what CreateBucket sets. */
const LISTED: Readonly<Record<string, RegExp>> = {
  's3:PutBucketAcl': /^s3:x-amz-(?:acl$|grant-)/,
  's3:TagResource': /^aws:(?:RequestTag\/|TagKeys$)/,
};
const NOTHING = /^$/;

/** An inventory names the optional fields that it lists. */
function putInventory(input: Input<'s3', 'PutBucketInventoryConfiguration'>): readonly RequiredPermission[] {
  const context = {
    's3:InventoryAccessibleOptionalFields': input.InventoryConfiguration?.OptionalFields,
  };
  return [{ action: 's3:PutInventoryConfiguration', resource: bucketArn(input), context }];
}

/**
 * The permissions of the operations on buckets and their settings. Deleting a setting often needs the permission to put
 * it.
 * Source: Service Authorization Reference, "Amazon S3"; Amazon S3 API reference, each operation, section "Permissions".
 */
export const s3BucketPermissions = {
  ListBuckets: () => [{ action: 's3:ListAllMyBuckets', resource: ALL_BUCKETS }],
  CreateBucket: createBucket,
  DeleteBucket: onBucket('s3:DeleteBucket'),
  HeadBucket: onBucket('s3:ListBucket'),
  ListObjects: listing('s3:ListBucket'),
  ListObjectsV2: listing('s3:ListBucket'),
  ListObjectVersions: listing('s3:ListBucketVersions'),
  ListMultipartUploads: onBucket('s3:ListBucketMultipartUploads'),
  GetBucketLocation: onBucket('s3:GetBucketLocation'),
  GetBucketPolicy: onBucket('s3:GetBucketPolicy'),
  PutBucketPolicy: onBucket('s3:PutBucketPolicy'),
  DeleteBucketPolicy: onBucket('s3:DeleteBucketPolicy'),
  GetBucketPolicyStatus: onBucket('s3:GetBucketPolicyStatus'),
  GetBucketEncryption: onBucket('s3:GetEncryptionConfiguration'),
  PutBucketEncryption: onBucket('s3:PutEncryptionConfiguration'),
  DeleteBucketEncryption: onBucket('s3:PutEncryptionConfiguration'),
  GetPublicAccessBlock: onBucket('s3:GetBucketPublicAccessBlock'),
  PutPublicAccessBlock: onBucket('s3:PutBucketPublicAccessBlock'),
  DeletePublicAccessBlock: onBucket('s3:PutBucketPublicAccessBlock'),
  GetBucketOwnershipControls: onBucket('s3:GetBucketOwnershipControls'),
  PutBucketOwnershipControls: onBucket('s3:PutBucketOwnershipControls'),
  DeleteBucketOwnershipControls: onBucket('s3:PutBucketOwnershipControls'),
  GetBucketAcl: onBucket('s3:GetBucketAcl'),
  PutBucketAcl: (input) => [
    { action: 's3:PutBucketAcl', resource: bucketArn(input), context: aclContext(input) },
  ],
  GetBucketVersioning: onBucket('s3:GetBucketVersioning'),
  PutBucketVersioning: onBucket('s3:PutBucketVersioning'),
  GetBucketTagging: onBucket('s3:GetBucketTagging'),
  PutBucketTagging: onBucket('s3:PutBucketTagging'),
  DeleteBucketTagging: onBucket('s3:PutBucketTagging'),
  GetBucketAbac: onBucket('s3:GetBucketAbac'),
  PutBucketAbac: onBucket('s3:PutBucketAbac'),
  GetObjectLockConfiguration: onBucket('s3:GetBucketObjectLockConfiguration'),
  PutObjectLockConfiguration: onBucket('s3:PutBucketObjectLockConfiguration'),
  GetBucketLifecycleConfiguration: onBucket('s3:GetLifecycleConfiguration'),
  PutBucketLifecycleConfiguration: onBucket('s3:PutLifecycleConfiguration'),
  DeleteBucketLifecycle: onBucket('s3:PutLifecycleConfiguration'),
  GetBucketCors: onBucket('s3:GetBucketCORS'),
  PutBucketCors: onBucket('s3:PutBucketCORS'),
  DeleteBucketCors: onBucket('s3:PutBucketCORS'),
  GetBucketWebsite: onBucket('s3:GetBucketWebsite'),
  PutBucketWebsite: onBucket('s3:PutBucketWebsite'),
  DeleteBucketWebsite: onBucket('s3:DeleteBucketWebsite'),
  GetBucketLogging: onBucket('s3:GetBucketLogging'),
  PutBucketLogging: onBucket('s3:PutBucketLogging'),
  GetBucketNotificationConfiguration: onBucket('s3:GetBucketNotification'),
  GetBucketRequestPayment: onBucket('s3:GetBucketRequestPayment'),
  PutBucketRequestPayment: onBucket('s3:PutBucketRequestPayment'),
  GetBucketAccelerateConfiguration: onBucket('s3:GetAccelerateConfiguration'),
  PutBucketAccelerateConfiguration: onBucket('s3:PutAccelerateConfiguration'),
  PutBucketAnalyticsConfiguration: onBucket('s3:PutAnalyticsConfiguration'),
  GetBucketAnalyticsConfiguration: onBucket('s3:GetAnalyticsConfiguration'),
  DeleteBucketAnalyticsConfiguration: onBucket('s3:PutAnalyticsConfiguration'),
  ListBucketAnalyticsConfigurations: onBucket('s3:GetAnalyticsConfiguration'),
  PutBucketInventoryConfiguration: putInventory,
  GetBucketInventoryConfiguration: onBucket('s3:GetInventoryConfiguration'),
  DeleteBucketInventoryConfiguration: onBucket('s3:PutInventoryConfiguration'),
  ListBucketInventoryConfigurations: onBucket('s3:GetInventoryConfiguration'),
  PutBucketMetricsConfiguration: onBucket('s3:PutMetricsConfiguration'),
  GetBucketMetricsConfiguration: onBucket('s3:GetMetricsConfiguration'),
  DeleteBucketMetricsConfiguration: onBucket('s3:PutMetricsConfiguration'),
  ListBucketMetricsConfigurations: onBucket('s3:GetMetricsConfiguration'),
  PutBucketIntelligentTieringConfiguration: onBucket('s3:PutIntelligentTieringConfiguration'),
  GetBucketIntelligentTieringConfiguration: onBucket('s3:GetIntelligentTieringConfiguration'),
  DeleteBucketIntelligentTieringConfiguration: onBucket('s3:PutIntelligentTieringConfiguration'),
  ListBucketIntelligentTieringConfigurations: onBucket('s3:GetIntelligentTieringConfiguration'),
  GetBucketReplication: onBucket('s3:GetReplicationConfiguration'),
} satisfies Partial<PermissionTable<'s3'>>;
