import type { SSESpecification } from '@aws-sdk/client-dynamodb';
import { AwsError } from './aws-error.ts';

/** The encryption that a request asks for a table. */
export type WantedEncryption =
  | { readonly kind: 'AWS owned key' }
  /** The key that the request names, else aws/dynamodb. */
  | { readonly kind: 'KMS'; readonly key: string | undefined };

/**
 * The encryption that an SSESpecification asks for; the default is a key that AWS owns. Gateway and store share this
 * parser. Throws ValidationException for members that contradict each other.
 *
 * Source: Amazon DynamoDB API reference, SSESpecification; the texts as AWS sends them.
 */
export function wantedEncryption(specification: SSESpecification | undefined): WantedEncryption {
  const { Enabled, SSEType, KMSMasterKeyId } = specification ?? {};
  if (SSEType !== undefined && SSEType !== 'KMS') {
    if (SSEType === 'AES256') throw invalid('SSEType AES256 is not supported');
    throw new AwsError(
      'ValidationException',
      400,
      `1 validation error detected: Value '${String(SSEType)}' at 'sSESpecification.sSEType' failed to satisfy constraint: Member must satisfy enum value set: [AES256, KMS]`,
    );
  }
  if (Enabled === false) {
    if (SSEType !== undefined) throw invalid('SSEType can not be specified if Enabled is false');
    if (KMSMasterKeyId !== undefined)
      throw invalid('KMSMasterKeyId can not be specified if Enabled is false');
  }
  if (KMSMasterKeyId !== undefined && SSEType === undefined)
    throw invalid('SSEType KMS is required if KMSMasterKeyId is specified');
  // SSEType enables encryption even without Enabled.
  return Enabled === true || SSEType !== undefined
    ? { kind: 'KMS', key: KMSMasterKeyId }
    : { kind: 'AWS owned key' };
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', 400, `One or more parameter values were invalid: ${message}`);
}
