import { accessDenied } from '../../../aws/s3-errors.ts';
import type { CallFacts } from '../../plan/call-facts.ts';

/** Headers by which a request says whose bucket it expects. */
type OwnerHeader = 'x-amz-expected-bucket-owner' | 'x-amz-source-expected-bucket-owner';

/**
 * Refuses a bucket of another account than the request expects. Throws AwsError `AccessDenied`.
 *
 * Source: Amazon S3 user guide, "Verifying bucket ownership with bucket owner condition".
 */
export function refuseOtherOwner({ facts }: CallFacts<'s3'>, header: OwnerHeader, owner: string): void {
  const expected = facts.http.headers[header];
  if (expected !== undefined && expected !== owner)
    throw accessDenied().because({
      why: `the request expects a bucket of account ${expected} by ${header}, and this one is of account ${owner}`,
      remedy: `leave ${header} out, or set it to the account that you trust with this bucket`,
    });
}
