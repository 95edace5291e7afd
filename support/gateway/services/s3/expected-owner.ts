import { accessDenied } from '../../../aws/s3-errors.ts';
import type { CallFacts } from '../../plan/call-facts.ts';

/** The headers by which a request says whose bucket it expects, and the members that a call of this process has for them. */
const MEMBERS = {
  'x-amz-expected-bucket-owner': 'ExpectedBucketOwner',
  'x-amz-source-expected-bucket-owner': 'ExpectedSourceBucketOwner',
} as const;

type OwnerHeader = keyof typeof MEMBERS;

/**
 * Refuses a bucket of another account than the request expects. Throws AwsError `AccessDenied`.
 *
 * Source: Amazon S3 user guide, "Verifying bucket ownership with bucket owner condition".
 */
export function refuseOtherOwner(
  { facts, input }: CallFacts<'s3'>,
  header: OwnerHeader,
  owner: string,
): void {
  // S3 reads the header in every request, also of operations whose inputs have no such member.
  const expected: unknown = facts.http.headers[header] ?? Reflect.get(input, MEMBERS[header]);
  if (expected !== undefined && expected !== owner)
    throw accessDenied().because({
      why: `the request expects a bucket of account ${expected} by ${header}, and this one is of account ${owner}`,
      remedy: `leave ${header} out, or set it to the account that you trust with this bucket`,
    });
}
