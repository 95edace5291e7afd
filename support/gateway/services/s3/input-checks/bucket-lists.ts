import { BucketLocationConstraint } from '@aws-sdk/client-s3';
import type { Input } from '../../../../aws/operations.ts';
import { invalidArgument } from '../../../../aws/s3-errors.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';

const MOST_BUCKETS = 10_000;
/** Location constraints are the known Regions, without us-east-1, which has no constraint. */
const REGIONS: ReadonlySet<string> = new Set(['us-east-1', ...Object.values(BucketLocationConstraint)]);

/** Refuses parameters of ListBuckets that S3 does not take. Throws AwsError `InvalidArgument`. */
export function checkBucketList({ operation, input }: CallFacts<'s3'>): void {
  if (operation !== 'ListBuckets') return;
  const { MaxBuckets = 1, BucketRegion = 'us-east-1' } = input as Input<'s3', 'ListBuckets'>;
  if (!Number.isInteger(MaxBuckets) || MaxBuckets < 1 || MaxBuckets > MOST_BUCKETS) {
    const message = `Argument max-buckets must be an integer between 1 and ${MOST_BUCKETS}`;
    throw invalidArgument(message, 'max-buckets', `${MaxBuckets}`);
  }
  if (REGIONS.has(BucketRegion)) return;
  throw invalidArgument(`Argument value ${BucketRegion} is not a valid AWS Region`, 'bucket-region');
}
