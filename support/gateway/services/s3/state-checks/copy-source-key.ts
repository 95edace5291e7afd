import { AwsError } from '../../../../aws/aws-error.ts';
import { parseCopySource } from '../../../../aws/copy-source.ts';
import type { Input } from '../../../../aws/operations.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { bucketOwner } from '../bucket-owner.ts';

/**
 * Refuses a copy that brings another customer's key than its source is encrypted with: the source is looked at with that
 * key. A source that does not exist is left to the store. Throws AwsError `AccessDenied`.
 *
 * Source: Amazon S3 user guide, "Using server-side encryption with customer-provided keys (SSE-C)"; Amazon S3 API
 * reference, CopyObject and UploadPartCopy, `x-amz-copy-source-server-side-encryption-customer-key`.
 */
export function refuseOtherSourceKey(call: CallFacts<'s3'>): Promise<void> | undefined {
  const copies = call.operation === 'CopyObject' || call.operation === 'UploadPartCopy';
  return copies ? requireSourceKey(call) : undefined;
}

async function requireSourceKey(call: CallFacts<'s3'>): Promise<void> {
  const copy = call.input as Input<'s3', 'CopyObject' | 'UploadPartCopy'>;
  if (copy.CopySource === undefined || copy.CopySourceSSECustomerKey === undefined) return;
  const source = parseCopySource(copy.CopySource);
  const account = await bucketOwner(call, source.Bucket);
  const input = {
    ...source,
    SSECustomerAlgorithm: copy.CopySourceSSECustomerAlgorithm,
    SSECustomerKey: copy.CopySourceSSECustomerKey,
    SSECustomerKeyMD5: copy.CopySourceSSECustomerKeyMD5,
  };
  const lookup = {
    service: 's3',
    operation: 'HeadObject',
    region: call.region,
    account,
    fresh: true,
  } as const;
  try {
    await call.store.read({ ...lookup, input });
  } catch (error) {
    if (!(error instanceof AwsError) || (error.status !== 403 && error.status !== 404)) throw error;
    if (error.status === 403) throw otherKey();
  }
}

function otherKey(): AwsError {
  const message =
    'Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.';
  return new AwsError('AccessDenied', 403, message);
}
