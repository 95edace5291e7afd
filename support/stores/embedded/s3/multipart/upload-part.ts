import type { KeyObject } from 'node:crypto';
import type { Payload } from '../../../../aws/operations.ts';
import { checksumsOfUpload, trailingChecksum } from '../../../../wire/body/verified-payload.ts';
import type { Bucket } from '../buckets/bucket.ts';
import { checkBucketRemains, findBucket } from '../buckets/find-bucket.ts';
import { sealContent } from '../content/seal-content.ts';
import { type CustomerKeyMembers, customerKeyOf } from '../encryption/customer-key.ts';
import { dataKeyOf } from '../encryption/data-key.ts';
import { encryptionMembers } from '../encryption/object-encryption.ts';
import { type Checksum, checksumIn, checksumMembers } from '../objects/checksums.ts';
import { checksummed, DEFAULT_ALGORITHM } from '../objects/computed-checksum.ts';
import { etagOf, hasMd5 } from '../objects/entity-tag.ts';
import { invalidRequest } from '../s3-errors.ts';
import type { S3Context, S3Input, S3StreamedOperation } from '../s3-operation.ts';
import { thisSecond } from '../this-second.ts';
import { findUpload } from './find-upload.ts';
import type { Upload, UploadedPart } from './upload.ts';

/**
 * Stores a part, which replaces an earlier one of the same number. Each part is sealed under the upload's
 * data key.
 */
export const uploadPart: S3StreamedOperation<'UploadPart'> = async (input, context) => {
  const place = partPlace(input, context);
  const { body, towardsWhole } = wholesBody(input, place.upload);
  const part = await takePart(place, body, async () => {
    const checksum = checkedChecksum(input, place.upload);
    return { checksum, towardsWhole: (await towardsWhole?.()) ?? checksum };
  });
  return {
    ETag: part.etag,
    ...checksumMembers(part.checksum),
    ...encryptionMembers(place.upload.encryption),
  };
};

/**
 * An upload that named no algorithm gets a CRC64NVME of the whole, whatever checksums its parts have. The
 * wire computes it for a part that comes without one.
 */
function wholesBody(input: S3Input<'UploadPart'>, upload: Upload) {
  const announced = trailingChecksum(input.Body) ?? checksumIn(input)?.algorithm ?? DEFAULT_ALGORITHM;
  const whole = upload.checksumAlgorithm ?? DEFAULT_ALGORITHM;
  if (announced === whole || upload.checksumAlgorithm !== undefined || input.Body === undefined) {
    return { body: input.Body, towardsWhole: undefined };
  }
  const { body, checksum } = checksummed(input.Body, whole);
  return { body, towardsWhole: checksum };
}

type PartInput = S3Input<'UploadPart' | 'UploadPartCopy'>;

/** The place of a part, and the key that seals it. */
export interface PartPlace {
  readonly bucket: Bucket;
  readonly upload: Upload;
  readonly number: number;
  readonly dataKey: KeyObject;
  /** Looks the upload up again: it may have been aborted or completed while the part was read. */
  readonly stillThere: () => void;
  readonly context: S3Context;
}

/** Finds the upload of a part and unwraps its data key. Throws AwsError: `NoSuchUpload`, `InvalidArgument`, `KMS.…`. */
export function partPlace(input: PartInput, context: S3Context): PartPlace {
  const bucket = findBucket(input, context);
  const number = input.PartNumber ?? 0;
  const upload = findUpload(bucket, input);
  const name = { Bucket: bucket.name, Key: upload.key, customerKey: partKey(input, upload) };
  const dataKey = dataKeyOf(upload.encryption, name, context);
  const stillThere = () => {
    checkBucketRemains(bucket, context);
    findUpload(bucket, input);
  };
  return { bucket, upload, number, dataKey, stillThere, context };
}

function partKey(input: CustomerKeyMembers, upload: Upload) {
  const customerKey = customerKeyOf(input);
  if (upload.encryption.algorithm !== 'SSE-C') return customerKey;
  if (customerKey === undefined) {
    throw invalidRequest(
      'The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.',
    );
  }
  if (customerKey.md5 !== upload.encryption.customerKeyMD5) {
    throw invalidRequest('The provided encryption parameters did not match the ones used originally.');
  }
  return customerKey;
}

/** Seals a part and puts it in its place; `checksumsOf` is asked once the body has been read. */
export async function takePart(
  place: PartPlace,
  body: Payload | undefined,
  checksumsOf: () => Promise<Pick<UploadedPart, 'checksum' | 'towardsWhole'>>,
): Promise<UploadedPart> {
  const { upload, number, dataKey, context } = place;
  const md5 = hasMd5(upload.encryption);
  const sealed = await sealContent(body, { dataKey, spillFile: context.state.spillFile, md5 });
  const { content } = sealed;
  const checksums = await checksumsOf().catch((error: unknown) => {
    content.release();
    throw error;
  });
  content.keepIf(place.stillThere);
  const part = {
    number,
    etag: etagOf(sealed, upload.encryption),
    content,
    ...checksums,
    lastModified: thisSecond(),
  };
  upload.parts.get(number)?.content.release();
  upload.parts.set(number, part);
  return part;
}

function checkedChecksum(input: S3Input<'UploadPart'>, upload: Upload): Checksum | undefined {
  const checksum = checksumIn(checksumsOfUpload(input));
  const expected = upload.checksumAlgorithm;
  if (expected === undefined || checksum === undefined || checksum.algorithm === expected) return checksum;
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${checksum.algorithm.toLowerCase()}`,
  );
}
