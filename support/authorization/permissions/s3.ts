import type { PermissionTable } from './rule.ts';
import { s3BucketPermissions } from './s3-bucket-permissions.ts';
import { s3ObjectPermissions } from './s3-object-permissions.ts';
import { s3WritePermissions } from './s3-write-permissions.ts';
import { notImplemented } from './table-rows.ts';

/** The permissions of S3's operations: general purpose buckets, addressed by their names. */
export const s3Permissions: PermissionTable<'s3'> = {
  ...s3WritePermissions,
  ...s3ObjectPermissions,
  ...s3BucketPermissions,
  ...notImplemented(
    'CreateBucketMetadataConfiguration',
    'CreateBucketMetadataTableConfiguration',
    'CreateSession',
    'DeleteBucketAnalyticsConfiguration',
    'DeleteBucketIntelligentTieringConfiguration',
    'DeleteBucketInventoryConfiguration',
    'DeleteBucketMetadataConfiguration',
    'DeleteBucketMetadataTableConfiguration',
    'DeleteBucketMetricsConfiguration',
    'DeleteBucketReplication',
    'DeleteObjectAnnotation',
    'GetBucketAbac',
    'GetBucketAnalyticsConfiguration',
    'GetBucketIntelligentTieringConfiguration',
    'GetBucketInventoryConfiguration',
    'GetBucketMetadataConfiguration',
    'GetBucketMetadataTableConfiguration',
    'GetBucketMetricsConfiguration',
    'GetObjectAnnotation',
    'GetObjectTorrent',
    'ListBucketAnalyticsConfigurations',
    'ListBucketIntelligentTieringConfigurations',
    'ListBucketInventoryConfigurations',
    'ListBucketMetricsConfigurations',
    'ListDirectoryBuckets',
    'ListObjectAnnotations',
    'PutBucketAbac',
    'PutBucketAnalyticsConfiguration',
    'PutBucketIntelligentTieringConfiguration',
    'PutBucketInventoryConfiguration',
    'PutBucketMetricsConfiguration',
    'PutBucketReplication',
    'PutObjectAnnotation',
    'RenameObject',
    'SelectObjectContent',
    'UpdateBucketMetadataAnnotationTableConfiguration',
    'UpdateBucketMetadataInventoryTableConfiguration',
    'UpdateBucketMetadataJournalTableConfiguration',
    'WriteGetObjectResponse',
  ),
};
