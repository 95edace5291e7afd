import { ChecksumAlgorithm, type CompletedPart } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { unquoted } from '../../../../aws/entity-tags.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import { invalidRequest } from '../../../../aws/s3-errors.ts';
import { compositeChecksum } from '../../../../wire/body/composite-checksum.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { textMember } from '../../../plan/text-member.ts';
import { unlessMissing } from '../../../policies/unless-missing.ts';
import { bucketOwner } from '../bucket-owner.ts';

type Completion = Input<'s3', 'CompleteMultipartUpload'>;

/** The checksum that an upload was begun with. */
type Begun = Pick<Output<'s3', 'ListParts'>, 'ChecksumAlgorithm' | 'ChecksumType'>;

/**
 * Refuses to complete an upload with other checksums than it was begun with. Refuses a composite checksum
 * that does not match the checksums of the parts. The store has the bytes, so it checks each part and a CRC
 * of the whole. The store also refuses an upload that does not exist. Throws AwsError `InvalidRequest`,
 * `BadDigest`, `InvalidPart`, `NotImplemented`.
 *
 * Source: Amazon S3 user guide, "Checking object integrity for data uploads"; Amazon S3 API reference,
 * CompleteMultipartUpload.
 * Undocumented: AWS does not state the texts; these were observed on S3.
 */
export function refuseOtherChecksums(call: CallFacts<'s3'>): Promise<void> | undefined {
  return call.operation === 'CompleteMultipartUpload' ? requireOwnChecksums(call) : undefined;
}

async function requireOwnChecksums(call: CallFacts<'s3'>): Promise<void> {
  const input = call.input as Completion;
  const parts = input.MultipartUpload?.Parts ?? [];
  if (input.ChecksumType === undefined && [input, ...parts].every((one) => algorithmsIn(one).length === 0))
    return;
  const upload = await uploadOf(call, input);
  if (upload === undefined) return;
  refuseOtherMode(input, upload);
  for (const part of parts) refuseOtherPart(input, part, upload);
  if (upload.ChecksumAlgorithm === undefined) refuseUncompared(call, input);
  else await refuseOtherWhole(input, parts, { ...upload, ChecksumAlgorithm: upload.ChecksumAlgorithm });
}

function refuseOtherMode({ ChecksumType: asked }: Completion, { ChecksumType: type }: Begun): void {
  if (asked === undefined || asked === type) return;
  throw invalidRequest(
    `The upload was created using the ${type ?? 'null'} checksum mode. The complete request must use the same checksum mode.`,
  );
}

function refuseOtherPart(input: Completion, part: CompletedPart, upload: Begun): void {
  const { ChecksumAlgorithm: algorithm, ChecksumType: type } = upload;
  const given = algorithmsIn(part);
  const [other] = given.filter((one) => one !== algorithm);
  if (other === undefined) return;
  if (type !== 'COMPOSITE' || given.length > 1) throw invalidPart(input, part);
  const message = `The ${other.toLowerCase()} you specified for part ${part.PartNumber} did not match what we received.`;
  throw new AwsError('BadDigest', 400, message);
}

/** S3 ignores a checksum of an upload that was begun without an algorithm, except the one that it computes. */
function refuseUncompared({ store }: CallFacts<'s3'>, { ChecksumCRC64NVME }: Completion): void {
  if (ChecksumCRC64NVME === undefined || store.cannotHold?.includes('CRC64NVME of an upload') !== true)
    return;
  const message =
    'keyhole: the store does not compare the CRC64NVME of an upload that was begun without a checksum algorithm.';
  throw new AwsError('NotImplemented', 501, message);
}

/** A CRC of the whole counts only beside its type. */
async function refuseOtherWhole(
  input: Completion,
  parts: readonly CompletedPart[],
  { ChecksumAlgorithm: algorithm, ChecksumType: type }: Begun & { ChecksumAlgorithm: ChecksumAlgorithm },
): Promise<void> {
  const expected = checksumOf(input, algorithm);
  const isOther =
    algorithmsIn(input).some((one) => one !== algorithm) ||
    (expected !== undefined && type === 'FULL_OBJECT' && input.ChecksumType === undefined) ||
    (expected !== undefined && type === 'COMPOSITE' && !(await isOfParts(expected, parts, algorithm)));
  if (!isOther) return;
  const message = `The ${algorithm.toLowerCase()} you specified did not match the calculated checksum.`;
  throw new AwsError('BadDigest', 400, message);
}

/** True if a checksum is that of the parts' checksums; clients may omit the number of parts. */
async function isOfParts(
  expected: string,
  parts: readonly CompletedPart[],
  algorithm: ChecksumAlgorithm,
): Promise<boolean> {
  const ofParts = parts.flatMap((part) => checksumOf(part, algorithm) ?? []);
  // The store refuses a part that is listed without its checksum, or with another.
  if (ofParts.length < parts.length) return true;
  const whole = await compositeChecksum(algorithm, ofParts);
  return expected === whole || expected === whole.replace(/-\d+$/, '');
}

function checksumOf(members: object, algorithm: ChecksumAlgorithm): string | undefined {
  return textMember(members, `Checksum${algorithm}`);
}

/** The input that began an upload; undefined if the upload does not exist. */
async function uploadOf(
  call: CallFacts<'s3'>,
  { Bucket, Key, UploadId }: Completion,
): Promise<Begun | undefined> {
  const lookup = { service: 's3', operation: 'ListParts', region: call.region } as const;
  const account = await bucketOwner(call, Bucket);
  return unlessMissing('NoSuchUpload', () =>
    call.store.read({ ...lookup, input: { Bucket, Key, UploadId, MaxParts: 1 }, account }),
  );
}

/** The algorithms that checksums among the members are of. */
function algorithmsIn(members: object): readonly ChecksumAlgorithm[] {
  return Object.values(ChecksumAlgorithm).filter((algorithm) => checksumOf(members, algorithm) !== undefined);
}

function invalidPart({ UploadId = '' }: Completion, { PartNumber = 0, ETag = '' }: CompletedPart): AwsError {
  const message =
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
  const members = { UploadId, PartNumber: `${PartNumber}`, ETag: unquoted(ETag) };
  return new AwsError('InvalidPart', 400, message, members);
}
