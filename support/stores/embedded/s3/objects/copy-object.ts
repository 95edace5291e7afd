import type { Bucket } from '../buckets/bucket.ts';
import { DEFAULT_ENCRYPTION } from '../buckets/bucket.ts';
import { checkReplaceable, findBucket } from '../buckets/find-bucket.ts';
import { type Sealed, sealContent } from '../content/seal-content.ts';
import { type NewDataKey, newDataKey } from '../encryption/data-key.ts';
import { encryptionMembers } from '../encryption/object-encryption.ts';
import { invalidRequest } from '../s3-errors.ts';
import type { S3Context, S3Input, S3StreamedOperation } from '../s3-operation.ts';
import { type Checksum, typedChecksumMembers } from './checksums.ts';
import { checksummed, DEFAULT_ALGORITHM } from './computed-checksum.ts';
import { keyOf } from './content-headers.ts';
import { type FoundSource, findCopySource, openCopySource } from './copy-source.ts';
import { hasMd5 } from './entity-tag.ts';
import { addVersion, versionMember } from './history.ts';
import { NULL_VERSION } from './version-id.ts';
import { wholeObject } from './whole-object.ts';
import { checkWriteConditions } from './write-conditions.ts';
import { type WrittenWith, writtenWith } from './written-with.ts';

type CopyInput = S3Input<'CopyObject'>;

/**
 * Decrypts an object and encrypts it under the destination's KMS key. The copy becomes the current version
 * under its name.
 */
export const copyObject: S3StreamedOperation<'CopyObject'> = async (input, context) => {
  const bucket = findBucket(input, context);
  const key = keyOf(input);
  const source = findCopySource(input, context);
  checkCopyIsLegal(input, source, bucket);
  const written = copiedWith(input, source, { bucket, context });
  checkWriteConditions(input, bucket, key);
  const newKey = newDataKey(input, { Bucket: bucket.name, Key: key }, context);
  const { sealed, checksum } = await sealCopy(source, newKey, { input, context });
  const { content } = sealed;
  content.keepIf(() => {
    checkReplaceable(bucket, context);
    checkWriteConditions(input, bucket, key);
  });
  const { encryption } = newKey;
  const copied = wholeObject({ written, sealed, encryption, checksum });
  const versionId = addVersion(bucket, key, copied, context.state);
  return {
    CopyObjectResult: {
      ETag: copied.etag,
      LastModified: copied.lastModified,
      ...typedChecksumMembers(checksum),
    },
    ...(source.object.versionId !== NULL_VERSION && { CopySourceVersionId: source.object.versionId }),
    ...versionMember(bucket, versionId),
    ...encryptionMembers(encryption),
    ...(input.SSEKMSEncryptionContext && { SSEKMSEncryptionContext: input.SSEKMSEncryptionContext }),
  };
};

async function sealCopy(
  source: FoundSource,
  newKey: NewDataKey,
  reader: { readonly input: CopyInput; readonly context: S3Context },
): Promise<{ readonly sealed: Sealed; readonly checksum: Checksum }> {
  const { object } = source;
  const plaintext = openCopySource(source, { start: 0, end: object.size }, reader);
  const algorithm = reader.input.ChecksumAlgorithm ?? object.checksum?.algorithm ?? DEFAULT_ALGORITHM;
  const options = {
    dataKey: newKey.dataKey,
    spillFile: reader.context.state.spillFile,
    md5: hasMd5(newKey.encryption),
  };
  if (object.checksum?.algorithm === algorithm && object.checksum.type === 'FULL_OBJECT') {
    return { sealed: await sealContent(plaintext, options), checksum: object.checksum };
  }
  const { body, checksum } = checksummed(plaintext, algorithm);
  const sealed = await sealContent(body, options);
  return { sealed, checksum: await checksum() };
}

/**
 * Storage class, website redirect and ACL never come from the source; metadata and tags do unless replaced.
 *
 * Source: Amazon S3 API reference, CopyObject, section "Metadata" and section "Response and special errors".
 */
function copiedWith(
  input: CopyInput,
  source: FoundSource,
  destination: { readonly bucket: Bucket; readonly context: S3Context },
): WrittenWith {
  const { object } = source;
  const replacesTags = input.TaggingDirective === 'REPLACE';
  const written = writtenWith(
    { ...input, Tagging: replacesTags ? input.Tagging : undefined },
    destination.bucket,
    destination.context,
  );
  const tagged = replacesTags ? written : { ...written, tags: object.tags };
  if (input.MetadataDirective === 'REPLACE') return tagged;
  const { WebsiteRedirectLocation } = input;
  return {
    ...tagged,
    contentHeaders: { ...object.contentHeaders, WebsiteRedirectLocation },
    metadata: object.metadata,
  };
}

/** Refuses a copy onto itself that changes nothing: LocalStack does, too. */
function checkCopyIsLegal(input: CopyInput, source: FoundSource, bucket: Bucket): void {
  if (source.bucket !== bucket || source.key !== input.Key || restoresVersion(source)) return;
  const changes =
    input.MetadataDirective === 'REPLACE' ||
    input.StorageClass !== undefined ||
    input.WebsiteRedirectLocation !== undefined ||
    changesEncryption(input, source, bucket);
  if (changes) return;
  throw invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}

/** S3 treats any encryption setting, in the request or in the bucket's configuration, as a change. */
function changesEncryption(input: CopyInput, source: FoundSource, bucket: Bucket): boolean {
  return (
    input.ServerSideEncryption !== undefined ||
    input.SSECustomerAlgorithm !== undefined ||
    bucket.encryption !== DEFAULT_ENCRYPTION ||
    source.object.encryption.algorithm !== 'AES256'
  );
}

function restoresVersion(source: FoundSource): boolean {
  const versions = source.bucket.objects.get(source.key)?.versions;
  return source.versionId !== undefined && versions?.at(-1)?.versionId !== source.versionId;
}
