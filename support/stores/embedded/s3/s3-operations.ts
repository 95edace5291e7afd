import type { OperationTable } from '../operation-table.ts';
import * as acl from './buckets/acl-operations.ts';
import * as configurations from './buckets/bucket-configurations.ts';
import * as cors from './buckets/bucket-cors.ts';
import * as encryption from './buckets/bucket-encryption.ts';
import * as lifecycle from './buckets/bucket-lifecycle.ts';
import * as buckets from './buckets/bucket-operations.ts';
import * as policy from './buckets/bucket-policy.ts';
import * as settings from './buckets/bucket-settings.ts';
import { createBucket } from './buckets/create-bucket.ts';
import { listObjectVersions } from './listing/list-object-versions.ts';
import { listObjects, listObjectsV2 } from './listing/list-objects.ts';
import { abortMultipartUpload } from './multipart/abort-multipart-upload.ts';
import { completeMultipartUpload } from './multipart/complete-multipart-upload.ts';
import { createMultipartUpload } from './multipart/create-multipart-upload.ts';
import { listMultipartUploads } from './multipart/list-multipart-uploads.ts';
import { listParts } from './multipart/list-parts.ts';
import { uploadPart } from './multipart/upload-part.ts';
import { uploadPartCopy } from './multipart/upload-part-copy.ts';
import { copyObject } from './objects/copy-object.ts';
import { deleteObject } from './objects/delete-object.ts';
import { deleteObjects } from './objects/delete-objects.ts';
import { getObject, headObject } from './objects/get-object.ts';
import { getObjectAttributes } from './objects/object-attributes.ts';
import { missingObjectLock } from './objects/object-lock.ts';
import * as tagging from './objects/object-tagging.ts';
import { putObject } from './objects/put-object.ts';
import { updateObjectEncryption } from './objects/update-object-encryption.ts';
import type { S3Dependencies } from './s3-dependencies.ts';
import type { S3State } from './s3-state.ts';

type Table = OperationTable<'s3', S3State>;

/** S3's operations over one world's state; what is absent is not implemented. */
export function createS3Operations(dependencies: S3Dependencies): Table {
  return {
    ...bucketOperations(dependencies),
    ...objectOperations(dependencies),
    ...multipartOperations(dependencies),
  };
}

function bucketOperations({ isPublic }: S3Dependencies): Table {
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
    ...(isPublic && { GetBucketPolicyStatus: policy.getBucketPolicyStatus(isPublic) }),
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
    GetBucketAcl: acl.getBucketAcl,
    PutBucketAcl: acl.putBucketAcl,
    PutBucketCors: cors.putBucketCors,
    GetBucketCors: cors.getBucketCors,
    DeleteBucketCors: cors.deleteBucketCors,
    PutBucketLifecycleConfiguration: lifecycle.putBucketLifecycleConfiguration,
    GetBucketLifecycleConfiguration: lifecycle.getBucketLifecycleConfiguration,
    DeleteBucketLifecycle: lifecycle.deleteBucketLifecycle,
    ...bucketConfigurations,
  };
}

/** What clients read as a matter of course, though no bucket here has it. */
const bucketConfigurations: Table = {
  GetBucketWebsite: configurations.getBucketWebsite,
  GetBucketReplication: configurations.getBucketReplication,
  GetObjectLockConfiguration: configurations.getObjectLockConfiguration,
  GetBucketLogging: configurations.getBucketLogging,
  GetBucketNotificationConfiguration: configurations.getBucketNotificationConfiguration,
  GetBucketAccelerateConfiguration: configurations.getBucketAccelerateConfiguration,
  GetBucketRequestPayment: configurations.getBucketRequestPayment,
  GetBucketAbac: configurations.getBucketAbac,
};

function objectOperations(dependencies: S3Dependencies): Table {
  return {
    PutObject: putObject(dependencies),
    GetObject: getObject(dependencies),
    HeadObject: headObject,
    GetObjectAttributes: getObjectAttributes,
    CopyObject: copyObject(dependencies),
    UpdateObjectEncryption: updateObjectEncryption(dependencies),
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    PutObjectTagging: tagging.putObjectTagging,
    GetObjectTagging: tagging.getObjectTagging,
    DeleteObjectTagging: tagging.deleteObjectTagging,
    GetObjectAcl: acl.getObjectAcl,
    PutObjectAcl: acl.putObjectAcl,
    GetObjectRetention: missingObjectLock,
    PutObjectRetention: missingObjectLock,
    GetObjectLegalHold: missingObjectLock,
    PutObjectLegalHold: missingObjectLock,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
    ListObjectVersions: listObjectVersions,
  };
}

function multipartOperations(dependencies: S3Dependencies): Table {
  return {
    CreateMultipartUpload: createMultipartUpload(dependencies),
    UploadPart: uploadPart(dependencies),
    UploadPartCopy: uploadPartCopy(dependencies),
    CompleteMultipartUpload: completeMultipartUpload(dependencies),
    AbortMultipartUpload: abortMultipartUpload,
    ListParts: listParts,
    ListMultipartUploads: listMultipartUploads,
  };
}
