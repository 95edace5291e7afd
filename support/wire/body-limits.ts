import type { Operation, Service } from '../aws/operations.ts';
import { serviceNames, services } from '../aws/services.ts';

const KIBIBYTE = 1024;

/**
 * The largest documents, in bytes, of operations whose limit is not the usual one of their service.
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
 * The largest document, in bytes, that a request's body may hold. It is enough for the largest that AWS takes, with room
 * for white space and escaped characters.
 * A declared length is checked before a byte is read or hashed; any other body is checked as it is read. Policies have
 * smaller limits of their own, which their parsers check, so that AWS's message is used.
 *
 * Source: AWS KMS developer guide, "Resource quotas" (key policies of 32 KB); IAM API reference, CreatePolicy (131,072
 * characters); AWS STS API reference, AssumeRole; Secrets Manager user guide, "Quotas" (values of 64 KB); Amazon
 * DynamoDB developer guide, "Quotas" (items of 400 KB).
 * Undocumented: the largest body that AWS accepts, for most operations.
 */
export function largestBody(service: Service, operation?: Operation): number {
  const own = operation !== undefined && Object.hasOwn(OWN, operation) ? OWN[operation] : undefined;
  return own ?? services[service].largestBody;
}

/** The largest form, in bytes, while its service is not known: the form itself may name the service. */
export const LARGEST_FORM = Math.max(
  ...serviceNames
    .filter((service) => services[service].protocol === 'query')
    .map((service) => services[service].largestBody),
);
