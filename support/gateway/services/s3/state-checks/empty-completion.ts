import type { Input } from '../../../../aws/operations.ts';
import { invalidRequest } from '../../../../aws/s3-errors.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { bucketOwner } from '../bucket-owner.ts';

/**
 * Refuses to complete an upload without parts. An upload that does not exist is named first. Throws AwsError
 * `NoSuchUpload`, `InvalidRequest`.
 *
 * Source: Amazon S3 API reference, CompleteMultipartUpload, section "Errors".
 */
export function refuseEmptyCompletion(call: CallFacts<'s3'>): Promise<void> | undefined {
  if (call.operation !== 'CompleteMultipartUpload') return undefined;
  const input = call.input as Input<'s3', 'CompleteMultipartUpload'>;
  return (input.MultipartUpload?.Parts ?? []).length > 0 ? undefined : requireParts(call, input);
}

async function requireParts(
  call: CallFacts<'s3'>,
  { Bucket, Key, UploadId }: Input<'s3', 'CompleteMultipartUpload'>,
): Promise<void> {
  const lookup = { service: 's3', operation: 'ListParts', region: call.region } as const;
  const account = await bucketOwner(call, Bucket);
  await call.store.read({ ...lookup, input: { Bucket, Key, UploadId, MaxParts: 1 }, account });
  throw invalidRequest('You must specify at least one part');
}
