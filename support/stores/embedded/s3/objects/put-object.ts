import { objectAclOf } from '../buckets/access-control-list.ts';
import { aclsAreDisabled, type Bucket } from '../buckets/bucket.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import { tagsInHeader } from '../buckets/tags.ts';
import { randomBytes } from '../content/random-bytes.ts';
import { type Sealed, sealContent } from '../content/seal-content.ts';
import { newDataKey } from '../encryption/data-key.ts';
import { encryptionMembers, type ObjectEncryption } from '../encryption/object-encryption.ts';
import type { S3Dependencies } from '../s3-dependencies.ts';
import type { S3Context, S3Input, S3StreamedOperation } from '../s3-operation.ts';
import { checksumIn, typedChecksumMembers } from './checksums.ts';
import { contentHeadersOf, keyOf, metadataOf, storageClassOf } from './content-headers.ts';
import { addVersion, versionMember } from './history.ts';
import { checkSize } from './object-size.ts';
import { refuseBlockedEncryption, refuseObjectLock } from './refusals.ts';
import { thisSecond } from './version.ts';
import { checkWriteConditions } from './write-conditions.ts';

/** Encrypts a body as it comes in and, once it is complete and verified, makes it the key's current version. */
export function putObject(dependencies: S3Dependencies): S3StreamedOperation<'PutObject'> {
  return async (input, context) => {
    const bucket = findBucket(input, context);
    const key = keyOf(input);
    const written = writtenWith(input, bucket, context);
    checkWriteConditions(input, bucket, key);
    const { state } = context;
    const { dataKey, encryption } = newDataKey(input, { bucket: bucket.name, key }, { state, dependencies });
    const md5 = encryption.algorithm === 'AES256';
    const sealed = await sealContent(input.Body, { dataKey, spillFile: state.spillFile, md5 });
    try {
      checkSize(sealed.content.size);
      // While the body was read the bucket may have gone, or another write have come first.
      findBucket(input, context);
      checkWriteConditions(input, bucket, key);
    } catch (error) {
      sealed.content.release();
      throw error;
    }
    const checksum = checksumIn(input);
    const etag = etagOf(sealed, encryption);
    const { size } = sealed.content;
    const parts = [{ number: 1, content: sealed.content, checksum }];
    const object = { kind: 'object', etag, size, parts, multipart: false, encryption, checksum } as const;
    const versionId = addVersion(bucket, key, { ...written, ...object, lastModified: thisSecond() }, state);
    return {
      ETag: etag,
      ...typedChecksumMembers(checksum),
      ...encryptionMembers(encryption),
      ...versionMember(bucket, versionId),
      ...(input.SSEKMSEncryptionContext && { SSEKMSEncryptionContext: input.SSEKMSEncryptionContext }),
    };
  };
}

/** What a write says about its object besides the bytes: one for PutObject and CreateMultipartUpload. */
export function writtenWith(
  input: Omit<S3Input<'PutObject' | 'CreateMultipartUpload'>, 'Body'>,
  bucket: Bucket,
  context: S3Context,
) {
  refuseObjectLock(input);
  refuseBlockedEncryption(input, bucket);
  const owner = ownerOfWrite(input.ACL, bucket, context);
  return {
    owner,
    contentHeaders: contentHeadersOf(input),
    metadata: metadataOf(input.Metadata),
    storageClass: storageClassOf(input.StorageClass),
    tags: tagsInHeader(input.Tagging),
    acl: objectAclOf(input, owner, bucket),
  };
}

/**
 * The account that owns what is written: the bucket owner unless the bucket leaves objects to their writers.
 *
 * Source: AWS S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket".
 */
export function ownerOfWrite(acl: string | undefined, bucket: Bucket, context: S3Context): string {
  if (aclsAreDisabled(bucket)) return bucket.owner;
  const preferred = bucket.ownershipControls?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerPreferred';
  return preferred && acl === 'bucket-owner-full-control' ? bucket.owner : context.account;
}

/**
 * The entity tag of bytes put whole: their MD5 with SSE-S3, and with a key that is not S3's something that says
 * nothing about them.
 *
 * Source: AWS S3 API reference, Object, "ETag".
 */
export function etagOf(sealed: Sealed, encryption: ObjectEncryption): string {
  const hex = encryption.algorithm === 'AES256' ? sealed.md5 : randomBytes(16).toString('hex');
  return `"${hex ?? ''}"`;
}
