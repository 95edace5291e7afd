import type { PutBucketEncryptionCommandInput } from '@aws-sdk/client-s3';

/**
 * The default encryption of a bucket by what a scenario says of it: `AES256`, `aws:kms` (with no key of its own), or any
 * reference to a key, passed on exactly as written.
 */
export function defaultEncryption(
  reference: string,
  bucketKey = false,
): Pick<PutBucketEncryptionCommandInput, 'ServerSideEncryptionConfiguration'> {
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [
        { ApplyServerSideEncryptionByDefault: algorithmAndKey(reference), BucketKeyEnabled: bucketKey },
      ],
    },
  };
}

function algorithmAndKey(reference: string) {
  if (reference === 'AES256' || reference === 'aws:kms') return { SSEAlgorithm: reference } as const;
  return { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: reference } as const;
}
