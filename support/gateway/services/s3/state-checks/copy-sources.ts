import { AwsError } from '../../../../aws/aws-error.ts';
import { parseCopySource } from '../../../../aws/copy-source.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { bucketOwner } from '../bucket-owner.ts';
import { refuseLargeSource } from '../input-checks/copies.ts';

type Copy = Input<'s3', 'CopyObject' | 'UploadPartCopy'>;

/**
 * Refuses a copy of an object of more than 5 GiB. Refuses a copy whose customer-provided key is not the key
 * of its source; a head of the source with that key tells. The store refuses a source that does not exist.
 * Throws AwsError `AccessDenied`, `InvalidRequest`.
 *
 * Source: Amazon S3 user guide, "Using server-side encryption with customer-provided keys (SSE-C)"; Amazon S3 API
 * reference, CopyObject and UploadPartCopy.
 */
export function refuseUnfitSource(call: CallFacts<'s3'>): Promise<void> | undefined {
  const copies = call.operation === 'CopyObject' || call.operation === 'UploadPartCopy';
  return copies ? requireFitSource(call) : undefined;
}

async function requireFitSource(call: CallFacts<'s3'>): Promise<void> {
  const copy = call.input as Copy;
  if (copy.CopySource === undefined) return;
  const { ContentLength = 0 } = await headOfSource(call, copy, copy.CopySource);
  // A range is within the limit, or was refused for its form.
  if (!('CopySourceRange' in copy) || copy.CopySourceRange === undefined) refuseLargeSource(ContentLength);
}

/** The head of the source; empty if this copy cannot see it. */
async function headOfSource(
  call: CallFacts<'s3'>,
  copy: Copy,
  copySource: string,
): Promise<Partial<Output<'s3', 'HeadObject'>>> {
  const source = parseCopySource(copySource);
  const account = await bucketOwner(call, source.Bucket);
  const input = {
    ...source,
    SSECustomerAlgorithm: copy.CopySourceSSECustomerAlgorithm,
    SSECustomerKey: copy.CopySourceSSECustomerKey,
    SSECustomerKeyMD5: copy.CopySourceSSECustomerKeyMD5,
  };
  const lookup = { service: 's3', operation: 'HeadObject', region: call.region, fresh: true } as const;
  try {
    return await call.store.read({ ...lookup, account, input });
  } catch (error) {
    if (!(error instanceof AwsError) || error.status >= 500) throw error;
    if (error.status === 403 && copy.CopySourceSSECustomerKey !== undefined) throw otherKey();
    if (![400, 404, 405].includes(error.status)) throw error;
    return {};
  }
}

function otherKey(): AwsError {
  const message =
    'Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.';
  return new AwsError('AccessDenied', 403, message);
}
