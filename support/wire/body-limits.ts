import type { Operation, Service } from '../aws/operations.ts';
import { serviceNames, services } from '../aws/services.ts';

const KIBIBYTE = 1024;

/**
 * Operations whose documents may be longer or shorter than is usual for their service, in bytes.
 *
 * Source: Amazon S3 API reference, DeleteObjects (1,000 keys of a kilobyte), CompleteMultipartUpload (10,000 parts),
 * PutBucketReplication (2 MB) and PutBucketCors (64 KB); Amazon S3 user guide, lifecycle configuration (1,000 rules).
 */
const OWN: { readonly [O in Operation]?: number } = {
  CompleteMultipartUpload: 2048 * KIBIBYTE,
  DeleteObjects: 2048 * KIBIBYTE,
  PutBucketCors: 128 * KIBIBYTE,
  PutBucketLifecycleConfiguration: 1024 * KIBIBYTE,
  PutBucketReplication: 2048 * KIBIBYTE,
  PutObjectTagging: 64 * KIBIBYTE,
};

/**
 * The most bytes that the document in a request's body may have: enough for the largest that AWS takes, with room for white
 * space and for characters that are written as escapes. A declared length is held to it before a byte is read or hashed,
 * any other body as it is read. Policies are held to their own limits by what parses them, so that they are refused in
 * AWS's words.
 *
 * Source: AWS KMS developer guide, "Resource quotas" (key policies of 32 KB); IAM API reference, CreatePolicy (131,072
 * characters); AWS STS API reference, AssumeRole; Secrets Manager user guide, "Quotas" (values of 64 KB); Amazon
 * DynamoDB developer guide, "Quotas" (items of 400 KB).
 * Undocumented: how long AWS lets most bodies be.
 */
export function largestBody(service: Service, operation?: Operation): number {
  const own = operation !== undefined && Object.hasOwn(OWN, operation) ? OWN[operation] : undefined;
  return own ?? services[service].largestBody;
}

/** The most bytes of a form: which service it is for may stand in the form itself. */
export const LARGEST_FORM = Math.max(
  ...serviceNames
    .filter((service) => services[service].protocol === 'query')
    .map((service) => services[service].largestBody),
);
