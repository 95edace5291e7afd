import { checksumsOfUpload } from '../../../../wire/body/verified-payload.ts';
import { checkReplaceable, findBucket } from '../buckets/find-bucket.ts';
import { sealContent } from '../content/seal-content.ts';
import { newDataKey } from '../encryption/data-key.ts';
import { encryptionMembers } from '../encryption/object-encryption.ts';
import type { S3StreamedOperation } from '../s3-operation.ts';
import { checksumIn, typedChecksumMembers } from './checksums.ts';
import { keyOf } from './content-headers.ts';
import { hasMd5 } from './entity-tag.ts';
import { addVersion, newVersionMember } from './history.ts';
import { wholeObject } from './whole-object.ts';
import { checkWriteConditions } from './write-conditions.ts';
import { writtenWith } from './written-with.ts';

/**
 * Encrypts a body while it arrives. Once it is complete and verified, it becomes the key's current version.
 */
export const putObject: S3StreamedOperation<'PutObject'> = async (input, context) => {
  const bucket = findBucket(input, context);
  const key = keyOf(input);
  const written = writtenWith(input, bucket, context);
  checkWriteConditions(input, bucket, key);
  const { state } = context;
  const { dataKey, encryption } = newDataKey(input, { Bucket: bucket.name, Key: key }, context);
  const sealing = { dataKey, spillFile: state.spillFile, md5: hasMd5(encryption) };
  const sealed = await sealContent(input.Body, sealing);
  const { content } = sealed;
  content.keepIf(() => {
    // While the body was read, the bucket may have been deleted, or another write may have come first.
    checkReplaceable(bucket, context);
    checkWriteConditions(input, bucket, key);
  });
  const checksum = checksumIn(checksumsOfUpload(input));
  const object = wholeObject({ written, sealed, encryption, checksum });
  const versionId = addVersion(bucket, key, object, state);
  return {
    ETag: object.etag,
    ...typedChecksumMembers(checksum),
    ...encryptionMembers(encryption),
    ...newVersionMember(versionId),
    ...(input.SSEKMSEncryptionContext && { SSEKMSEncryptionContext: input.SSEKMSEncryptionContext }),
  };
};
