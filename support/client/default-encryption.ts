import type { PutBucketEncryptionCommandInput } from '@aws-sdk/client-s3';

/**
 * The default encryption of a bucket from a scenario's words. They are `AES256`, `aws:kms` without a key, or a
 * reference to a key, which is passed on exactly as written.
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
