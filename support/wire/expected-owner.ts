import { AwsError } from '../aws/aws-error.ts';
import type { RequestHead } from './request-head.ts';

const headers = ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'];

/**
 * Refuses an expected owner that is no account id, before anybody looks whose the bucket is.
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
