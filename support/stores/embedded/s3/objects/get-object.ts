import type { Bucket } from '../buckets/bucket.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import { type ByteRange, openContent } from '../content/open-content.ts';
import { customerKeyOf } from '../encryption/customer-key.ts';
import { dataKeyOf, refuseUnfitKey } from '../encryption/data-key.ts';
import { encryptionMembers } from '../encryption/object-encryption.ts';
import type { S3Input, S3Operation } from '../s3-operation.ts';
import { byteRange } from './byte-range.ts';
import { type Checksum, typedChecksumMembers } from './checksums.ts';
import { keyOf } from './content-headers.ts';
import { findObject, versionMember } from './history.ts';
import { lockMembers } from './object-lock.ts';
import { locatePart } from './object-parts.ts';
import { refuseArchived } from './refusals.ts';
import type { StoredObject } from './version.ts';

type ReadInput = S3Input<'GetObject' | 'HeadObject'>;

/** An object, or a range of it, decrypted as it is read. */
export const getObject: S3Operation<'GetObject'> = (input, context) => {
  const bucket = findBucket(input, context);
  const key = keyOf(input);
  const object = findObject(bucket, { key, versionId: input.VersionId, method: 'GET' });
  refuseArchived(object);
  const served = servedRange(input, object);
  const customerKey = customerKeyOf(input);
  const name = { Bucket: bucket.name, Key: key, customerKey };
  const dataKey = dataKeyOf(object.encryption, name, context);
  const contents = object.parts.map((part) => part.content);
  return {
    ...described(input, object, bucket),
    ...typedChecksumMembers(servedChecksum(input, object, served.range)),
    ...served.members,
    ContentLength: served.range.end - served.range.start,
    ...(object.tags.length > 0 && { TagCount: object.tags.length }),
    Body: openContent(contents, dataKey, served.range),
  };
};

/** The answer of GetObject without the bytes. Only SSE-C needs a key for it. */
export const headObject: S3Operation<'HeadObject'> = (input, context) => {
  const bucket = findBucket(input, context);
  const object = findObject(bucket, { key: keyOf(input), versionId: input.VersionId, method: 'HEAD' });
  const served = servedRange(input, object);
  refuseUnfitKey(object.encryption, customerKeyOf(input));
  return {
    ...described(input, object, bucket),
    ...typedChecksumMembers(servedChecksum(input, object, served.range)),
    ...served.members,
    ...(object.tags.length > 0 && { TagCount: object.tags.length }),
    ContentLength: served.range.end - served.range.start,
  };
};

interface Served {
  readonly range: ByteRange;
  readonly members: { readonly ContentRange?: string; readonly PartsCount?: number };
}

function servedRange(input: ReadInput, object: StoredObject): Served {
  if (input.PartNumber !== undefined) return servedPart(object, input.PartNumber);
  const range = byteRange(input.Range, object.size);
  if (range === undefined) return { range: { start: 0, end: object.size }, members: {} };
  return { range, members: { ContentRange: contentRange(range, object) } };
}

function servedPart(object: StoredObject, partNumber: number): Served {
  const { range } = locatePart(object, partNumber);
  const parts = object.multipart ? { PartsCount: object.parts.length } : {};
  // An empty part has no bytes for a Content-Range to name.
  if (range.start === range.end) return { range, members: parts };
  return { range, members: { ...parts, ContentRange: contentRange(range, object) } };
}

function contentRange(range: ByteRange, object: StoredObject): string {
  return `bytes ${range.start}-${range.end - 1}/${object.size}`;
}

/** The members that GET and HEAD share; the response-… parameters override those of the writer. */
function described(input: ReadInput, object: StoredObject, bucket: Bucket) {
  const { contentHeaders } = object;
  return {
    AcceptRanges: 'bytes',
    LastModified: object.lastModified,
    ETag: object.etag,
    ...contentHeaders,
    ...overrides(input),
    ...encryptionMembers(object.encryption),
    ...versionMember(bucket, object.versionId),
    Metadata: { ...object.metadata },
    ...lockMembers(object),
    ...(object.storageClass !== 'STANDARD' && { StorageClass: object.storageClass }),
  };
}

/** The checksum of the served bytes: the object's for all of it, a part's if the object's checksum is composite. */
function servedChecksum(input: ReadInput, object: StoredObject, range: ByteRange): Checksum | undefined {
  if (input.ChecksumMode?.toUpperCase() !== 'ENABLED') return undefined;
  if (input.PartNumber !== undefined && object.multipart && object.checksum?.type === 'COMPOSITE') {
    const { checksum } = locatePart(object, input.PartNumber).part;
    return checksum && { ...checksum, type: 'COMPOSITE' };
  }
  return range.start === 0 && range.end === object.size ? object.checksum : undefined;
}

function overrides(input: ReadInput) {
  return {
    ...(input.ResponseCacheControl !== undefined && { CacheControl: input.ResponseCacheControl }),
    ...(input.ResponseContentDisposition !== undefined && {
      ContentDisposition: input.ResponseContentDisposition,
    }),
    ...(input.ResponseContentEncoding !== undefined && { ContentEncoding: input.ResponseContentEncoding }),
    ...(input.ResponseContentLanguage !== undefined && { ContentLanguage: input.ResponseContentLanguage }),
    ...(input.ResponseContentType !== undefined && { ContentType: input.ResponseContentType }),
    ...(input.ResponseExpires !== undefined && {
      Expires: input.ResponseExpires,
      ExpiresString: input.ResponseExpires.toUTCString(),
    }),
  };
}
