import type { DataKeys } from '../data-keys.ts';

/** What S3 asks of KMS, in the name of whoever called S3, and of those who know policies. */
export interface S3Dependencies extends DataKeys {
  /** Whether S3 calls a bucket policy public; without it there is no GetBucketPolicyStatus. */
  readonly isPublic?: (policyText: string) => boolean;
}
