import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { AwsError } from '../../../../aws/aws-error.ts';
import { invalidArgument } from '../s3-errors.ts';

/** The key that a caller brought along for SSE-C. */
export interface CustomerKey {
  readonly wrappingKey: KeyObject;
  /** Base64, as sent. */
  readonly md5: string;
}

/** The three members of SSE-C, as on the wire: the key in base64. */
export interface CustomerKeyMembers {
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

const HEADER = 'x-amz-server-side-encryption-customer';
const REQUESTS = 'Requests specifying Server Side Encryption with Customer provided keys must provide';

/**
 * The key of an SSE-C request; undefined where the request is not one. The MD5 that came along is verified.
 *
 * Source: AWS S3 user guide, "Using server-side encryption with customer-provided keys (SSE-C)".
 */
export function customerKeyOf(members: CustomerKeyMembers): CustomerKey | undefined {
  const { SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 } = members;
  if (SSECustomerAlgorithm === undefined && SSECustomerKey === undefined && SSECustomerKeyMD5 === undefined) {
    return undefined;
  }
  if (SSECustomerAlgorithm === undefined) {
    throw invalidArgument(`${REQUESTS} a valid encryption algorithm.`, `${HEADER}-algorithm`);
  }
  if (SSECustomerAlgorithm !== 'AES256') throw unknownAlgorithm(SSECustomerAlgorithm);
  if (SSECustomerKey === undefined) {
    throw invalidArgument(`${REQUESTS} an appropriate secret key.`, `${HEADER}-key`);
  }
  if (SSECustomerKeyMD5 === undefined) {
    throw invalidArgument(`${REQUESTS} the client calculated MD5 of the secret key.`, `${HEADER}-key-MD5`);
  }
  const bytes = Buffer.from(SSECustomerKey, 'base64');
  if (bytes.length !== 32) {
    throw invalidArgument('The secret key was invalid for the specified algorithm.', `${HEADER}-key`);
  }
  if (createHash('md5').update(bytes).digest('base64') !== SSECustomerKeyMD5) {
    const message = 'The calculated MD5 hash of the key did not match the hash that was provided.';
    throw invalidArgument(message, `${HEADER}-key-MD5`);
  }
  return { wrappingKey: createSecretKey(bytes), md5: SSECustomerKeyMD5 };
}

function unknownAlgorithm(algorithm: string): AwsError {
  return new AwsError(
    'InvalidEncryptionAlgorithmError',
    400,
    'The Encryption request you specified is not valid. Supported value: AES256.',
    { ArgumentName: `${HEADER}-algorithm`, ArgumentValue: algorithm },
  );
}
