import type { OperationTable } from '../shared/operation-table.ts';
import * as acl from './buckets/acl-operations.ts';
import * as configurations from './buckets/bucket-configurations.ts';
import * as cors from './buckets/bucket-cors.ts';
import * as encryption from './buckets/bucket-encryption.ts';
import * as lifecycle from './buckets/bucket-lifecycle.ts';
import * as objectLock from './buckets/bucket-object-lock.ts';
import * as buckets from './buckets/bucket-operations.ts';
import * as policy from './buckets/bucket-policy.ts';
import * as settings from './buckets/bucket-settings.ts';
import { createBucket } from './buckets/create-bucket.ts';
import { listedConfigurations } from './buckets/listed-configurations.ts';
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
import * as locks from './objects/object-locks.ts';
import * as tagging from './objects/object-tagging.ts';
import { putObject } from './objects/put-object.ts';
import { updateObjectEncryption } from './objects/update-object-encryption.ts';
import type { S3State } from './s3-state.ts';

type Table = OperationTable<'s3', S3State>;

/** Configurations that have no effect here. */
const bucketConfigurations = {
  PutBucketWebsite: configurations.putBucketWebsite,
  GetBucketWebsite: configurations.getBucketWebsite,
  DeleteBucketWebsite: configurations.deleteBucketWebsite,
  GetBucketReplication: configurations.getBucketReplication,
  PutBucketLogging: configurations.putBucketLogging,
  GetBucketLogging: configurations.getBucketLogging,
  GetBucketNotificationConfiguration: configurations.getBucketNotificationConfiguration,
  PutBucketAccelerateConfiguration: configurations.putBucketAccelerateConfiguration,
  GetBucketAccelerateConfiguration: configurations.getBucketAccelerateConfiguration,
  PutBucketRequestPayment: configurations.putBucketRequestPayment,
  GetBucketRequestPayment: configurations.getBucketRequestPayment,
  ...listedConfigurations,
} satisfies Table;

const bucketOperations = {
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
  GetBucketPolicyStatus: policy.getBucketPolicyStatus,
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
  PutObjectLockConfiguration: objectLock.putObjectLockConfiguration,
  GetObjectLockConfiguration: objectLock.getObjectLockConfiguration,
  ...bucketConfigurations,
} satisfies Table;

const objectOperations = {
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: headObject,
  GetObjectAttributes: getObjectAttributes,
  CopyObject: copyObject,
  UpdateObjectEncryption: updateObjectEncryption,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  PutObjectTagging: tagging.putObjectTagging,
  GetObjectTagging: tagging.getObjectTagging,
  DeleteObjectTagging: tagging.deleteObjectTagging,
  PutObjectRetention: locks.putObjectRetention,
  GetObjectRetention: locks.getObjectRetention,
  PutObjectLegalHold: locks.putObjectLegalHold,
  GetObjectLegalHold: locks.getObjectLegalHold,
  GetObjectAcl: acl.getObjectAcl,
  PutObjectAcl: acl.putObjectAcl,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
} satisfies Table;

const multipartOperations = {
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
  ListParts: listParts,
  ListMultipartUploads: listMultipartUploads,
} satisfies Table;

/** S3 in the embedded store. Operations that are absent are not implemented. */
export const s3Operations = {
  ...bucketOperations,
  ...objectOperations,
  ...multipartOperations,
} satisfies Table;
