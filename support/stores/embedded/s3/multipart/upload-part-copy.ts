import type { ByteRange } from '../content/open-content.ts';
import { encryptionMembers } from '../encryption/object-encryption.ts';
import { checksumMembers } from '../objects/checksums.ts';
import { checksummed, DEFAULT_ALGORITHM } from '../objects/computed-checksum.ts';
import { findCopySource, openCopySource } from '../objects/copy-source.ts';
import { invalidArgument, invalidRequest } from '../s3-errors.ts';
import type { S3StreamedOperation } from '../s3-operation.ts';
import { partPlace, takePart } from './upload-part.ts';

/** Takes a part from an object, or from a range of one. */
export const uploadPartCopy: S3StreamedOperation<'UploadPartCopy'> = async (input, context) => {
  const place = partPlace(input, context);
  const source = findCopySource(input, context);
  const range = copyRange(input.CopySourceRange, source.object.size);
  const plaintext = openCopySource(source, range, { input, context });
  const { body, checksum } = checksummed(plaintext, place.upload.checksumAlgorithm ?? DEFAULT_ALGORITHM);
  const part = await takePart(place, body, async () => {
    const computed = await checksum();
    return { checksum: computed, towardsWhole: computed };
  });
  return {
    CopyPartResult: {
      ETag: part.etag,
      LastModified: part.lastModified,
      ...(place.upload.checksumAlgorithm && checksumMembers(part.checksum)),
    },
    ...(source.bucket.versioning && { CopySourceVersionId: source.object.versionId }),
    ...encryptionMembers(place.upload.encryption),
  };
};

const HEADER = 'x-amz-copy-source-range';

/** Unlike Range, a copy's range has to name both ends, and to lie within the source. */
function copyRange(header: string | undefined, size: number): ByteRange {
  if (header === undefined) return { start: 0, end: size };
  const match = /^bytes=(\d+)-(\d+)$/.exec(header);
  const start = Number(match?.[1]);
  const last = Number(match?.[2]);
  if (start >= size) {
    throw invalidRequest('The specified copy range is invalid for the source object size');
  }
  if (last >= size) {
    throw invalidArgument(`Range specified is not valid for source object of size: ${size}`, HEADER, header);
  }
  return { start, end: last + 1 };
}
