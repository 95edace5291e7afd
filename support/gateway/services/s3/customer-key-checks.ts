import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation } from '../../../aws/operations.ts';
import { accessDenied, invalidRequest } from '../../../aws/s3-errors.ts';
import type { StoredEncryption } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';

/** The encryption of objects that a call reads, or of the upload that it adds to. */
interface Encrypted {
  readonly stored: StoredEncryption | undefined;
  readonly source: StoredEncryption | undefined;
}

interface CustomerKeyMembers {
  readonly SSECustomerAlgorithm?: unknown;
  readonly CopySourceSSECustomerAlgorithm?: unknown;
}

/**
 * Refuses an allowed call without a customer-provided key for an SSE-C object, or with such a key for any
 * other object. Only the store can tell whether the key is the right one.
 *
 * Source: Amazon S3 user guide, "Using server-side encryption with customer-provided keys (SSE-C)".
 */
export function customerKeyChecks(call: CallFacts<'s3'>, { stored, source }: Encrypted): Check[] {
  const given: object = call.input;
  const { SSECustomerAlgorithm, CopySourceSSECustomerAlgorithm }: CustomerKeyMembers = given;
  const messages = [
    messageFor(call.operation, stored, SSECustomerAlgorithm !== undefined),
    keyMismatch(source, CopySourceSSECustomerAlgorithm !== undefined),
  ];
  const errors = messages.flatMap((message) => (message === undefined ? [] : [invalidRequest(message)]));
  if (SSECustomerAlgorithm !== undefined && isUncomparedKey(call, stored)) errors.push(keyNotCompared());
  return errors.map((error) => ({ kind: 'error', error }));
}

/** Operations whose customer-provided key some stores do not compare with the key of the upload. */
const withKeyOfUpload: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'CompleteMultipartUpload',
  'UploadPartCopy',
]);

function isUncomparedKey(
  { operation, store }: CallFacts<'s3'>,
  stored: StoredEncryption | undefined,
): boolean {
  if (!withKeyOfUpload.has(operation) || stored?.algorithm !== 'SSE-C') return false;
  return store.cannotHold?.includes('customer key of an upload') === true;
}

function keyNotCompared(): AwsError {
  const message =
    "keyhole: the store does not compare a customer's key with the one that the upload began with.";
  return new AwsError('NotImplemented', 501, message);
}

function messageFor(
  operation: string,
  stored: StoredEncryption | undefined,
  brought: boolean,
): string | undefined {
  if (operation === 'UploadPart' || operation === 'UploadPartCopy') return partMismatch(stored, brought);
  const reads =
    operation === 'GetObject' || operation === 'HeadObject' || operation === 'GetObjectAttributes';
  return reads ? keyMismatch(stored, brought) : undefined;
}

function keyMismatch(stored: StoredEncryption | undefined, brought: boolean): string | undefined {
  if (stored === undefined || (stored.algorithm === 'SSE-C') === brought) return undefined;
  return brought
    ? 'The encryption parameters are not applicable to this object.'
    : 'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.';
}

/** S3 has one text for a part without the key of its upload, and for a part with a key that its upload lacks. */
function partMismatch(stored: StoredEncryption | undefined, brought: boolean): string | undefined {
  if (stored === undefined || (stored.algorithm === 'SSE-C') === brought) return undefined;
  return 'The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.';
}

/**
 * Refuses to write an object under SSE-C if the encryption configuration of its bucket blocks that.
 *
 * Source: Amazon S3 user guide, "Blocking or unblocking SSE-C for a general purpose bucket".
 * Undocumented: AWS does not say whether a new bucket blocks SSE-C in every account and Region. AWS announced
 * that default for April 2026; keyhole blocks SSE-C only if the bucket's encryption configuration says so.
 */
export async function blockedEncryptionChecks(
  { store, region }: CallFacts<'s3'>,
  bucket: { readonly name: string; readonly owner: string },
): Promise<Check[]> {
  const lookup = { service: 's3', operation: 'GetBucketEncryption', region, account: bucket.owner } as const;
  const read = await unlessMissing('ServerSideEncryptionConfigurationNotFoundError', () =>
    store.read({ ...lookup, input: { Bucket: bucket.name } }),
  );
  const [rule] = read?.ServerSideEncryptionConfiguration?.Rules ?? [];
  const blocked = rule?.BlockedEncryptionTypes?.EncryptionType?.includes('SSE-C') === true;
  return blocked ? [{ kind: 'error', error: accessDenied() }] : [];
}
