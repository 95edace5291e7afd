import { uploadInitiator } from '../../../../aws/upload-initiator.ts';
import { randomBytes } from '../../shared/random-bytes.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import { newDataKey } from '../encryption/data-key.ts';
import { encryptionMembers } from '../encryption/object-encryption.ts';
import { keyOf } from '../objects/content-headers.ts';
import { writtenWith } from '../objects/written-with.ts';
import { initiatorOf } from '../owner.ts';
import type { S3Operation } from '../s3-operation.ts';
import { thisSecond } from '../this-second.ts';
import { uploadChecksum } from './upload-checksum.ts';

/** Begins an upload. It sets all properties of the later object, its data key included. */
export const createMultipartUpload: S3Operation<'CreateMultipartUpload'> = (input, context) => {
  const bucket = findBucket(input, context);
  const key = keyOf(input);
  const written = writtenWith(input, bucket, context);
  const checksum = uploadChecksum(input);
  const { state } = context;
  const { encryption } = newDataKey(input, { Bucket: bucket.name, Key: key }, context);
  const id = `${state.versionIds.next()}${randomBytes(48).toString('base64url')}`;
  bucket.uploads.set(id, {
    id,
    key,
    initiated: thisSecond(),
    initiator: initiatorOf(context.principal, context.account),
    initiatedBy: uploadInitiator(context.principal),
    parts: new Map(),
    overtaken: false,
    encryption,
    ...checksum,
    ...written,
  });
  return {
    Bucket: bucket.name,
    Key: key,
    UploadId: id,
    ...encryptionMembers(encryption),
    ...(input.SSEKMSEncryptionContext && { SSEKMSEncryptionContext: input.SSEKMSEncryptionContext }),
    ...(checksum.checksumAlgorithm && {
      ChecksumAlgorithm: checksum.checksumAlgorithm,
      ChecksumType: checksum.checksumType,
    }),
  };
};
