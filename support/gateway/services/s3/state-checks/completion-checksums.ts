import { ChecksumAlgorithm, type CompletedPart } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { unquoted } from '../../../../aws/entity-tags.ts';
import type { Input } from '../../../../aws/operations.ts';
import { invalidRequest } from '../../../../aws/s3-errors.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { unlessMissing } from '../../../policies/unless-missing.ts';
import { bucketOwner } from '../bucket-owner.ts';

type Completion = Input<'s3', 'CompleteMultipartUpload'>;

/**
 * Refuses to complete an upload with checksums of another kind than it was begun with. An upload that does not exist is left
 * to the store. Throws AwsError `InvalidRequest`, `BadDigest`, `InvalidPart`.
 *
 * Source: Amazon S3 user guide, "Checking object integrity for data uploads"; Amazon S3 API reference,
 * CompleteMultipartUpload.
 * Undocumented: the texts.
 */
export function refuseOtherChecksums(call: CallFacts<'s3'>): Promise<void> | undefined {
  return call.operation === 'CompleteMultipartUpload' ? requireOwnChecksums(call) : undefined;
}

async function requireOwnChecksums(call: CallFacts<'s3'>): Promise<void> {
  const input = call.input as Completion;
  const parts = input.MultipartUpload?.Parts ?? [];
  if (input.ChecksumType === undefined && [input, ...parts].every((one) => algorithmsIn(one).length === 0))
    return;
  const { ChecksumAlgorithm: algorithm, ChecksumType: type } = (await uploadOf(call, input)) ?? {};
  if (algorithm === undefined) return;
  if (input.ChecksumType !== undefined && input.ChecksumType !== type) {
    throw invalidRequest(
      `The upload was created using the ${type} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  for (const part of parts) if (isOther(part, algorithm)) throw invalidPart(input, part);
  if (!isOther(input, algorithm)) return;
  const message = `The ${algorithm.toLowerCase()} you specified did not match the calculated checksum.`;
  throw new AwsError('BadDigest', 400, message);
}

/** The input that began an upload; undefined if the upload does not exist. */
async function uploadOf(call: CallFacts<'s3'>, { Bucket, Key, UploadId }: Completion) {
  const lookup = { service: 's3', operation: 'ListParts', region: call.region } as const;
  const account = await bucketOwner(call, Bucket);
  return unlessMissing('NoSuchUpload', () =>
    call.store.read({ ...lookup, input: { Bucket, Key, UploadId, MaxParts: 1 }, account }),
  );
}

/** The algorithms that checksums among the members are of. */
function algorithmsIn(members: object): readonly ChecksumAlgorithm[] {
  return Object.values(ChecksumAlgorithm).filter(
    (algorithm) => Reflect.get(members, `Checksum${algorithm}`) !== undefined,
  );
}

function isOther(members: object, algorithm: ChecksumAlgorithm): boolean {
  return algorithmsIn(members).some((one) => one !== algorithm);
}

function invalidPart({ UploadId = '' }: Completion, { PartNumber = 0, ETag = '' }: CompletedPart): AwsError {
  const message =
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
  const members = { UploadId, PartNumber: `${PartNumber}`, ETag: unquoted(ETag) };
  return new AwsError('InvalidPart', 400, message, members);
}
