import { AwsError } from '../aws/aws-error.ts';
import type { RequestHead } from './request-head.ts';

const headers = ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'];

/**
 * Refuses an expected bucket owner that is not an account id, before the bucket's owner is looked up.
 *
 * Source: Amazon S3 user guide, "Verifying bucket ownership with bucket owner condition".
 */
export function checkExpectedOwner(head: RequestHead): void {
  for (const header of headers) {
    const owner = head.headers[header];
    if (owner === undefined || /^\d{12}$/.test(owner)) continue;
    throw new AwsError(
      'InvalidBucketOwnerAWSAccountID',
      400,
      `The value of the expected bucket owner parameter must be an AWS Account ID... [${owner}]`,
    );
  }
}
