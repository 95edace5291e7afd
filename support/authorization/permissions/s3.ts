import type { PermissionTable } from './rule.ts';
import { s3BucketPermissions } from './s3-bucket-permissions.ts';
import { s3ObjectPermissions } from './s3-object-permissions.ts';
import { s3WritePermissions } from './s3-write-permissions.ts';
import { notImplemented } from './table-rows.ts';

/** The permissions of S3's operations on general purpose buckets, which are addressed by their names. */
export const s3Permissions: PermissionTable<'s3'> = {
  ...s3WritePermissions,
  ...s3ObjectPermissions,
  ...s3BucketPermissions,
  ...notImplemented(
    'CreateBucketMetadataConfiguration',
    'CreateBucketMetadataTableConfiguration',
    'CreateSession',
    'DeleteBucketMetadataConfiguration',
    'DeleteBucketMetadataTableConfiguration',
    'DeleteBucketReplication',
    'DeleteObjectAnnotation',
    'GetBucketMetadataConfiguration',
    'GetBucketMetadataTableConfiguration',
    'GetObjectAnnotation',
    'GetObjectTorrent',
    'ListDirectoryBuckets',
    'ListObjectAnnotations',
    'PutBucketNotificationConfiguration',
    'PutBucketReplication',
    'PutObjectAnnotation',
    'RenameObject',
    'RestoreObject',
    'SelectObjectContent',
    'UpdateBucketMetadataAnnotationTableConfiguration',
    'UpdateBucketMetadataInventoryTableConfiguration',
    'UpdateBucketMetadataJournalTableConfiguration',
    'WriteGetObjectResponse',
  ),
};
