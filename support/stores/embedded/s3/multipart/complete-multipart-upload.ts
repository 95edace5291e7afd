import { createHash } from 'node:crypto';
import { AwsError } from '../../../../aws/aws-error.ts';
import { unquoted } from '../../../../aws/entity-tags.ts';
import type { Bucket } from '../buckets/bucket.ts';
import { checkReplaceable, findBucket } from '../buckets/find-bucket.ts';
import { customerKeyOf } from '../encryption/customer-key.ts';
import { dataKeyOf } from '../encryption/data-key.ts';
import { encryptionMembers } from '../encryption/object-encryption.ts';
import { type Checksum, checksumIn, typedChecksumMembers } from '../objects/checksums.ts';
import { addVersion, newVersionMember } from '../objects/history.ts';
import { checkWriteConditions } from '../objects/write-conditions.ts';
import { invalidRequest } from '../s3-errors.ts';
import type { S3Context, S3Input, S3StreamedOperation } from '../s3-operation.ts';
import { thisSecond } from '../this-second.ts';
import { completedParts } from './completed-parts.ts';
import { answerOfCompletion, rememberCompletion } from './completions.ts';
import { findUpload } from './find-upload.ts';
import type { Upload, UploadedPart } from './upload.ts';
import { wholeChecksum } from './whole-checksum.ts';

/**
 * Makes an object of the listed parts and drops the others. It unwraps the upload's data key, since S3 reads
 * the parts. The same completion made once more gets the same answer.
 */
export const completeMultipartUpload: S3StreamedOperation<'CompleteMultipartUpload'> = async (
  input,
  context,
) => {
  const bucket = findBucket(input, context);
  const again = answerOfCompletion(bucket, input);
  if (again !== undefined) return again;
  const upload = findUpload(bucket, input);
  const { key } = upload;
  const listed = input.MultipartUpload?.Parts ?? [];
  checkObjectSize(input, completedParts(upload, listed));
  checkConditions(input, bucket, upload);
  useDataKey(input, upload, { bucket, context });
  const checksum = await wholeChecksum(upload, completedParts(upload, listed), checksumIn(input));
  // In the meantime the upload may have been aborted, or a part replaced.
  checkReplaceable(bucket, context);
  findUpload(bucket, input);
  checkConditions(input, bucket, upload);
  const parts = completedParts(upload, listed);
  const completed = { upload, parts, checksum, etag: multipartEtag(parts) };
  const versionId = commit(bucket, completed, context);
  const answer = {
    Location: `https://${bucket.name}.s3.${bucket.region}.amazonaws.com/${encodeURIComponent(key)}`,
    Bucket: bucket.name,
    Key: key,
    ETag: completed.etag,
    ...typedChecksumMembers(isToldOnCompletion(upload) ? checksum : undefined),
    ...completionEncryption(upload),
    ...newVersionMember(versionId),
  };
  rememberCompletion(bucket, input, answer);
  return answer;
};

/**
 * An answer about an object under a KMS key has the checksum if the upload named an algorithm. A read has it either way.
 * Undocumented: recorded answers show it.
 */
function isToldOnCompletion({ checksumAlgorithm, encryption }: Upload): boolean {
  return checksumAlgorithm !== undefined || encryption.algorithm === 'AES256';
}

/** A condition must hold, and have held since the upload began (S3 user guide, "Conditional writes": 409 Conflict). */
function checkConditions(
  input: S3Input<'CompleteMultipartUpload'>,
  bucket: Bucket,
  { key, overtaken }: Upload,
): void {
  checkWriteConditions(input, bucket, key);
  if (!overtaken || (input.IfMatch === undefined && input.IfNoneMatch === undefined)) return;
  const message =
    'The conditional request cannot succeed due to a conflicting operation against this resource.';
  const Condition = input.IfMatch === undefined ? 'If-None-Match' : 'If-Match';
  throw new AwsError('ConditionalRequestConflict', 409, message, { Condition, Key: key });
}

interface Completed {
  readonly upload: Upload;
  readonly parts: readonly UploadedPart[];
  readonly checksum: Checksum | undefined;
  readonly etag: string;
}

function commit(bucket: Bucket, completed: Completed, context: S3Context): string {
  const { upload, parts, checksum, etag } = completed;
  bucket.uploads.delete(upload.id);
  const kept = new Set(parts);
  for (const part of upload.parts.values()) if (!kept.has(part)) part.content.release();
  const { owner, contentHeaders, metadata, storageClass, tags, acl, lock, encryption } = upload;
  const object = {
    kind: 'object',
    etag,
    size: parts.reduce((size, part) => size + part.content.size, 0),
    parts: parts.map((part) => ({ number: part.number, content: part.content, checksum: part.checksum })),
    multipart: true,
    lastModified: thisSecond(),
    ...{ owner, contentHeaders, metadata, storageClass, tags, acl, lock, encryption, checksum },
  } as const;
  return addVersion(bucket, upload.key, object, context.state);
}

/**
 * The MD5 of the parts' entity tags, and their number.
 *
 * Source: Amazon S3 user guide, "Checking object integrity for data uploads", section "Using part-level checksums".
 */
function multipartEtag(parts: readonly UploadedPart[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(Buffer.from(unquoted(part.etag), 'hex'));
  return `"${hash.digest('hex')}-${parts.length}"`;
}

function checkObjectSize(input: S3Input<'CompleteMultipartUpload'>, parts: readonly UploadedPart[]): void {
  if (input.MpuObjectSize === undefined) return;
  const size = parts.reduce((sum, part) => sum + part.content.size, 0);
  if (input.MpuObjectSize === size) return;
  throw invalidRequest(
    `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${size}`,
  );
}

/**
 * Asks KMS for the data key, so that the completion fails if the key cannot be used. An SSE-C key may be
 * omitted.
 */
function useDataKey(
  input: S3Input<'CompleteMultipartUpload'>,
  upload: Upload,
  where: { readonly bucket: Bucket; readonly context: S3Context },
): void {
  const customerKey = customerKeyOf(input);
  if (upload.encryption.algorithm === 'SSE-C' && customerKey === undefined) return;
  const name = { Bucket: where.bucket.name, Key: upload.key, customerKey };
  dataKeyOf(upload.encryption, name, where.context);
}

/** The encryption members of the answer; none for SSE-C. */
function completionEncryption(upload: Upload) {
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = encryptionMembers(upload.encryption);
  return {
    ...(ServerSideEncryption && { ServerSideEncryption }),
    ...(SSEKMSKeyId && { SSEKMSKeyId }),
    ...(BucketKeyEnabled && { BucketKeyEnabled }),
  };
}
