import type { Operation } from '../../aws/operations.ts';
import type { PermissionRule, PermissionTable, RequiredPermission } from './rule.ts';
import { notImplemented, rowsFor } from './table-rows.ts';
import { requestTagContext } from './tag-context.ts';

type Rule = PermissionRule<'s3control', Operation<'s3control'>>;

const onAccount =
  (action: string): Rule =>
  () => [{ action, resource: '*' }];

/** An action on the bucket whose ARN the input gives: only buckets have tags in keyhole. */
function onBucket(
  action: string,
  arn: string | undefined,
  context?: RequiredPermission['context'],
): readonly RequiredPermission[] {
  return [{ action, resource: arn ?? '', context }];
}

/** An action on the access point that the input names, which has the action's name. */
const onAccessPoint =
  (operation: string): Rule =>
  (input, { region, account }) => {
    const name: unknown = Reflect.get(input, 'Name');
    return [{ action: `s3:${operation}`, resource: `arn:aws:s3:${region}:${account}:accesspoint/${name}` }];
  };

/**
 * The permissions of S3 Control, whose actions are those of S3.
 *
 * Source: Amazon S3 API reference, DeletePublicAccessBlock; Service Authorization Reference, "Amazon S3".
 */
export const s3controlPermissions: PermissionTable<'s3control'> = {
  ...rowsFor(
    [
      'CreateAccessPoint',
      'DeleteAccessPoint',
      'DeleteAccessPointPolicy',
      'GetAccessPointPolicy',
      'GetAccessPointPolicyStatus',
      'PutAccessPointPolicy',
    ],
    onAccessPoint,
  ),
  // The reference lists no resource for it.
  GetAccessPoint: onAccount('s3:GetAccessPoint'),
  ListAccessPoints: onAccount('s3:ListAccessPoints'),
  ListTagsForResource: ({ ResourceArn }) => onBucket('s3:ListTagsForResource', ResourceArn),
  TagResource: ({ ResourceArn, Tags }) => onBucket('s3:TagResource', ResourceArn, requestTagContext(Tags)),
  UntagResource: ({ ResourceArn, TagKeys }) =>
    onBucket('s3:UntagResource', ResourceArn, { 'aws:TagKeys': TagKeys }),
  DeletePublicAccessBlock: onAccount('s3:PutAccountPublicAccessBlock'),
  GetPublicAccessBlock: onAccount('s3:GetAccountPublicAccessBlock'),
  PutPublicAccessBlock: onAccount('s3:PutAccountPublicAccessBlock'),
  ...notImplemented(
    'AssociateAccessGrantsIdentityCenter',
    'CreateAccessGrant',
    'CreateAccessGrantsInstance',
    'CreateAccessGrantsLocation',
    'CreateAccessPointForObjectLambda',
    'CreateBucket',
    'CreateJob',
    'CreateMultiRegionAccessPoint',
    'CreateStorageLensGroup',
    'DeleteAccessGrant',
    'DeleteAccessGrantsInstance',
    'DeleteAccessGrantsInstanceResourcePolicy',
    'DeleteAccessGrantsLocation',
    'DeleteAccessPointForObjectLambda',
    'DeleteAccessPointPolicyForObjectLambda',
    'DeleteAccessPointScope',
    'DeleteBucket',
    'DeleteBucketLifecycleConfiguration',
    'DeleteBucketPolicy',
    'DeleteBucketReplication',
    'DeleteBucketTagging',
    'DeleteJobTagging',
    'DeleteMultiRegionAccessPoint',
    'DeleteStorageLensConfiguration',
    'DeleteStorageLensConfigurationTagging',
    'DeleteStorageLensGroup',
    'DescribeJob',
    'DescribeMultiRegionAccessPointOperation',
    'DissociateAccessGrantsIdentityCenter',
    'GetAccessGrant',
    'GetAccessGrantsInstance',
    'GetAccessGrantsInstanceForPrefix',
    'GetAccessGrantsInstanceResourcePolicy',
    'GetAccessGrantsLocation',
    'GetAccessPointConfigurationForObjectLambda',
    'GetAccessPointForObjectLambda',
    'GetAccessPointPolicyForObjectLambda',
    'GetAccessPointPolicyStatusForObjectLambda',
    'GetAccessPointScope',
    'GetBucket',
    'GetBucketLifecycleConfiguration',
    'GetBucketPolicy',
    'GetBucketReplication',
    'GetBucketTagging',
    'GetBucketVersioning',
    'GetDataAccess',
    'GetJobTagging',
    'GetMultiRegionAccessPoint',
    'GetMultiRegionAccessPointPolicy',
    'GetMultiRegionAccessPointPolicyStatus',
    'GetMultiRegionAccessPointRoutes',
    'GetStorageLensConfiguration',
    'GetStorageLensConfigurationTagging',
    'GetStorageLensGroup',
    'ListAccessGrants',
    'ListAccessGrantsInstances',
    'ListAccessGrantsLocations',
    'ListAccessPointsForDirectoryBuckets',
    'ListAccessPointsForObjectLambda',
    'ListCallerAccessGrants',
    'ListJobs',
    'ListMultiRegionAccessPoints',
    'ListRegionalBuckets',
    'ListStorageLensConfigurations',
    'ListStorageLensGroups',
    'PutAccessGrantsInstanceResourcePolicy',
    'PutAccessPointConfigurationForObjectLambda',
    'PutAccessPointPolicyForObjectLambda',
    'PutAccessPointScope',
    'PutBucketLifecycleConfiguration',
    'PutBucketPolicy',
    'PutBucketReplication',
    'PutBucketTagging',
    'PutBucketVersioning',
    'PutJobTagging',
    'PutMultiRegionAccessPointPolicy',
    'PutStorageLensConfiguration',
    'PutStorageLensConfigurationTagging',
    'SubmitMultiRegionAccessPointRoutes',
    'UpdateAccessGrantsLocation',
    'UpdateJobPriority',
    'UpdateJobStatus',
    'UpdateStorageLensGroup',
  ),
};
