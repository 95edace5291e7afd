import { AwsError } from '../../../../aws/aws-error.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';

/**
 * Refuses a read that brings encryption headers other than those of SSE-C. Throws AwsError InvalidArgument.
 *
 * Source: Amazon S3 API Reference, GetObject and HeadObject, "Encryption".
 */
export function refuseHeadersNotTaken({ operation, facts }: CallFacts<'s3'>): void {
  if (operation !== 'GetObject' && operation !== 'HeadObject') return;
  for (const header of ['x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id']) {
    const value = facts.http.headers[header];
    if (value === undefined) continue;
    const members = { ArgumentName: header, ArgumentValue: value };
    throw new AwsError(
      'InvalidArgument',
      400,
      `${header} header is not supported for this operation.`,
      members,
    );
  }
}
