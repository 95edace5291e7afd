import { kmsError } from '../../../../aws/kms-error.ts';

/** Members that many cryptographic operations share. */
export interface RequestOptions {
  readonly DryRun?: boolean | undefined;
  readonly Recipient?: object | undefined;
}

/**
 * Ends a dry run, which has passed every check by now, and refuses attested recipients.
 *
 * Differs: there are no Nitro Enclaves to attest, so that a request with a Recipient is refused.
 *
 * Source: AWS KMS developer guide, "Testing your AWS KMS API calls".
 */
export function endDryRun({ DryRun, Recipient }: RequestOptions): void {
  if (Recipient !== undefined) {
    throw kmsError('UnsupportedOperationException', 'keyhole verifies no attestation documents: Recipient.');
  }
  if (DryRun) {
    throw kmsError(
      'DryRunOperationException',
      'The request would have succeeded, but the DryRun option is set.',
    );
  }
}
