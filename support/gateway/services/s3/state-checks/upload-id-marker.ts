import type { Input } from '../../../../aws/operations.ts';
import { invalidArgument } from '../../../../aws/s3-errors.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { unlessMissing } from '../../../policies/unless-missing.ts';
import { bucketOwner } from '../bucket-owner.ts';

/**
 * Refuses a list of uploads after an upload that does not exist, or that is of another key than the key
 * marker. Throws AwsError `InvalidArgument`. Without a key marker S3 ignores the upload id marker.
 *
 * Source: Amazon S3 API reference, ListMultipartUploads, `upload-id-marker`.
 * Undocumented: AWS does not state this error; S3 was observed to answer it for an upload of another key.
 */
export function refuseUnknownMarker(call: CallFacts<'s3'>): Promise<void> | undefined {
  return call.operation === 'ListMultipartUploads' ? requireKnownMarker(call) : undefined;
}

async function requireKnownMarker(call: CallFacts<'s3'>): Promise<void> {
  const {
    Bucket,
    KeyMarker: Key,
    UploadIdMarker: UploadId,
  } = call.input as Input<'s3', 'ListMultipartUploads'>;
  if (!Key || !UploadId) return;
  const lookup = { service: 's3', operation: 'ListParts', region: call.region } as const;
  const account = await bucketOwner(call, Bucket);
  const upload = await unlessMissing('NoSuchUpload', () =>
    call.store.read({ ...lookup, input: { Bucket, Key, UploadId, MaxParts: 1 }, account }),
  );
  if (upload === undefined) throw invalidArgument('Invalid uploadId marker', 'upload-id-marker', UploadId);
}
