import type { OperationTable } from '../operation-table.ts';
import * as encryption from './buckets/bucket-encryption.ts';
import * as buckets from './buckets/bucket-operations.ts';
import * as policy from './buckets/bucket-policy.ts';
import * as settings from './buckets/bucket-settings.ts';
import { createBucket } from './buckets/create-bucket.ts';
import { listObjects, listObjectsV2 } from './listing/list-objects.ts';
import { deleteObject } from './objects/delete-object.ts';
import { deleteObjects } from './objects/delete-objects.ts';
import { getObject, headObject } from './objects/get-object.ts';
import { putObject } from './objects/put-object.ts';
import type { S3Dependencies } from './s3-dependencies.ts';
import type { S3State } from './s3-state.ts';

/** S3's operations over one world's state; what is absent is not implemented. */
export function createS3Operations(dependencies: S3Dependencies): OperationTable<'s3', S3State> {
  return {
    CreateBucket: createBucket,
    DeleteBucket: buckets.deleteBucket,
    HeadBucket: buckets.headBucket,
    ListBuckets: buckets.listBuckets,
    GetBucketLocation: buckets.getBucketLocation,
    PutBucketEncryption: encryption.putBucketEncryption,
    GetBucketEncryption: encryption.getBucketEncryption,
    DeleteBucketEncryption: encryption.deleteBucketEncryption,
    PutBucketPolicy: policy.putBucketPolicy,
    GetBucketPolicy: policy.getBucketPolicy,
    DeleteBucketPolicy: policy.deleteBucketPolicy,
    GetBucketPolicyStatus: policy.getBucketPolicyStatus(dependencies),
    PutPublicAccessBlock: settings.putPublicAccessBlock,
    GetPublicAccessBlock: settings.getPublicAccessBlock,
    DeletePublicAccessBlock: settings.deletePublicAccessBlock,
    PutBucketOwnershipControls: settings.putBucketOwnershipControls,
    GetBucketOwnershipControls: settings.getBucketOwnershipControls,
    DeleteBucketOwnershipControls: settings.deleteBucketOwnershipControls,
    PutBucketVersioning: settings.putBucketVersioning,
    GetBucketVersioning: settings.getBucketVersioning,
    PutBucketTagging: settings.putBucketTagging,
    GetBucketTagging: settings.getBucketTagging,
    DeleteBucketTagging: settings.deleteBucketTagging,
    PutObject: putObject(dependencies),
    GetObject: getObject(dependencies),
    HeadObject: headObject,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
  };
}
