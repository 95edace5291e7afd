import { createHash } from 'node:crypto';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { Operation } from '../../../../aws/operations.ts';
import { invalidArgument } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/** The members of SSE-C, and those that S3 does not take together with them. */
interface CustomerKeyMembers {
  readonly ServerSideEncryption?: string;
  readonly SSECustomerAlgorithm?: string;
  readonly SSECustomerKey?: string;
  readonly SSECustomerKeyMD5?: string;
  readonly CopySourceSSECustomerAlgorithm?: string;
  readonly CopySourceSSECustomerKey?: string;
  readonly CopySourceSSECustomerKeyMD5?: string;
}

/** Every refusal names this argument, whichever header is at fault. */
const ARGUMENT = 'x-amz-server-side-encryption';
const REQUESTS = 'Requests specifying Server Side Encryption with Customer provided keys must provide';

/**
 * Refuses SSE-C headers that are incomplete or that contradict each other, for the object and for the source of a copy. It
 * also refuses those that came over plain HTTP. Throws AwsError `InvalidArgument`, `InvalidEncryptionAlgorithmError`, `InvalidRequest`.
 *
 * Undocumented: the code and the text of the refusal over plain HTTP.
 * Source: Amazon S3 user guide, "Using server-side encryption with customer-provided keys (SSE-C)".
 */
export function checkCustomerKeys({ operation, input, facts }: S3Request): void {
  const members: CustomerKeyMembers = input;
  if (!facts.http.secure && hasKey(members)) throw insecure();
  const { SSECustomerAlgorithm: algorithm, SSECustomerKey: key, SSECustomerKeyMD5: md5 } = members;
  const isGiven = algorithm !== undefined || key !== undefined || md5 !== undefined;
  if (isGiven && members.ServerSideEncryption !== undefined) {
    const message =
      'Server Side Encryption with Customer provided key is incompatible with the encryption method specified';
    throw invalidArgument(message, ARGUMENT, members.ServerSideEncryption);
  }
  checkCustomerKey({ algorithm, key, md5 }, READS.has(operation));
  checkCustomerKey({
    algorithm: members.CopySourceSSECustomerAlgorithm,
    key: members.CopySourceSSECustomerKey,
    md5: members.CopySourceSSECustomerKeyMD5,
  });
}

function hasKey({ SSECustomerKey, CopySourceSSECustomerKey }: CustomerKeyMembers): boolean {
  return SSECustomerKey !== undefined || CopySourceSSECustomerKey !== undefined;
}

function insecure(): AwsError {
  const message =
    'Requests specifying Server Side Encryption with Customer provided keys must be made over a secure connection.';
  return new AwsError('InvalidRequest', 400, message);
}

interface KeyHeaders {
  readonly algorithm: string | undefined;
  readonly key: string | undefined;
  readonly md5: string | undefined;
}

/** S3 answers a read with a key of another length as it answers any key that is not the object's. */
const READS: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'GetObject',
  'GetObjectAttributes',
  'HeadObject',
]);

function checkCustomerKey({ algorithm, key, md5 }: KeyHeaders, reads = false): void {
  if (algorithm === undefined && key === undefined && md5 === undefined) return;
  if (algorithm === undefined) throw invalidArgument(`${REQUESTS} a valid encryption algorithm.`, ARGUMENT);
  if (algorithm !== 'AES256') throw unknownAlgorithm(algorithm);
  if (key === undefined) throw invalidArgument(`${REQUESTS} an appropriate secret key.`, ARGUMENT);
  if (md5 === undefined)
    throw invalidArgument(`${REQUESTS} the client calculated MD5 of the secret key.`, ARGUMENT);
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 32 && reads) throw wrongKey();
  if (bytes.length !== 32)
    throw invalidArgument('The secret key was invalid for the specified algorithm.', ARGUMENT);
  if (createHash('md5').update(bytes).digest('base64') !== md5) {
    const message = 'The calculated MD5 hash of the key did not match the hash that was provided.';
    throw invalidArgument(message, ARGUMENT);
  }
}

function wrongKey(): AwsError {
  return new AwsError('AccessDenied', 403, `${REQUESTS} the correct secret key.`);
}

function unknownAlgorithm(algorithm: string): AwsError {
  return new AwsError(
    'InvalidEncryptionAlgorithmError',
    400,
    'The Encryption request you specified is not valid. Supported value: AES256.',
    { ArgumentName: ARGUMENT, ArgumentValue: algorithm },
  );
}
