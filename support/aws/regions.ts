import { BucketLocationConstraint } from '@aws-sdk/client-s3';

/** AWS's Regions, as the SDK lists them for buckets. That list leaves out the first one, and has an old name of eu-west-1. */
export const regions: ReadonlySet<string> = new Set([
  'us-east-1',
  ...Object.values(BucketLocationConstraint).filter((name) => name !== 'EU'),
]);
