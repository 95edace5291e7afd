import type { _Object } from '@aws-sdk/client-s3';
import type { Bucket } from '../buckets/bucket.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import type { StoredObject } from '../objects/version.ts';
import { ownerOf } from '../owner.ts';
import type { S3Operation } from '../s3-operation.ts';
import { entriesAskedFor, type KeyEncoding, keyEncoding } from './list-request.ts';
import { type Walk, walkKeys } from './walk-keys.ts';

interface Page {
  readonly objects: readonly { readonly key: string; readonly object: StoredObject }[];
  readonly commonPrefixes: readonly string[];
  readonly truncated: boolean;
  /** The key or common prefix that the page ends with. */
  readonly last: string | undefined;
}

/** ListObjects. A page continues after the last key seen, which NextMarker gives only with a delimiter. */
export const listObjects: S3Operation<'ListObjects'> = (input, context) => {
  const bucket = findBucket(input, context);
  const most = entriesAskedFor(input.MaxKeys);
  const encode = keyEncoding(input.EncodingType);
  const prefix = input.Prefix ?? '';
  const delimiter = input.Delimiter ?? '';
  const after = input.Marker ?? '';
  const page = pageOf(bucket, { prefix, delimiter, after, skipsListedPrefix: true }, most);
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    Marker: encode(after),
    ...(delimiter && { Delimiter: encode(delimiter) }),
    MaxKeys: most,
    IsTruncated: page.truncated,
    ...(input.EncodingType && { EncodingType: input.EncodingType }),
    ...(page.truncated && delimiter && { NextMarker: encode(page.last) }),
    ...entries(page, encode, true),
  };
};

/**
 * ListObjectsV2. The token of a page is the last key seen, which the gateway seals. Owners are listed only if
 * the request asks for them.
 */
export const listObjectsV2: S3Operation<'ListObjectsV2'> = (input, context) => {
  const bucket = findBucket(input, context);
  const most = entriesAskedFor(input.MaxKeys);
  const encode = keyEncoding(input.EncodingType);
  const prefix = input.Prefix ?? '';
  const delimiter = input.Delimiter ?? '';
  const token = input.ContinuationToken;
  const after = token ?? input.StartAfter ?? '';
  // The page of a token has listed its last common prefix; StartAfter is only a key to begin after.
  const page = pageOf(bucket, { prefix, delimiter, after, skipsListedPrefix: token !== undefined }, most);
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter && { Delimiter: encode(delimiter) }),
    MaxKeys: most,
    KeyCount: page.objects.length + page.commonPrefixes.length,
    IsTruncated: page.truncated,
    ...(input.EncodingType && { EncodingType: input.EncodingType }),
    ...(token !== undefined && { ContinuationToken: token }),
    ...(token === undefined && input.StartAfter !== undefined && { StartAfter: encode(input.StartAfter) }),
    ...(page.truncated && page.last !== undefined && { NextContinuationToken: page.last }),
    ...entries(page, encode, input.FetchOwner === true),
  };
};

function pageOf(bucket: Bucket, walk: Walk, most: number): Page {
  const objects: { key: string; object: StoredObject }[] = [];
  const commonPrefixes: string[] = [];
  let last: string | undefined;
  if (most === 0) return { objects, commonPrefixes, truncated: false, last };
  const isCurrent = (history: { versions: readonly { kind: string }[] }) =>
    history.versions.at(-1)?.kind === 'object';
  for (const step of walkKeys(bucket.objects, walk, isCurrent)) {
    if (objects.length + commonPrefixes.length === most)
      return { objects, commonPrefixes, truncated: true, last };
    if ('commonPrefix' in step) {
      last = step.commonPrefix;
      commonPrefixes.push(last);
      continue;
    }
    const object = step.history.versions.at(-1);
    last = step.history.key;
    if (object?.kind === 'object') objects.push({ key: last, object });
  }
  return { objects, commonPrefixes, truncated: false, last };
}

function entries(page: Page, encode: KeyEncoding, withOwner: boolean) {
  const { objects, commonPrefixes } = page;
  return {
    ...(objects.length > 0 && {
      Contents: objects.map(({ key, object }) => ({
        ...listedObject(encode(key), object),
        ...(withOwner && { Owner: ownerOf(object.owner) }),
      })),
    }),
    ...(commonPrefixes.length > 0 && {
      CommonPrefixes: commonPrefixes.map((Prefix) => ({ Prefix: encode(Prefix) })),
    }),
  };
}

function listedObject(key: string, object: StoredObject): _Object {
  return {
    Key: key,
    LastModified: object.lastModified,
    ETag: object.etag,
    ...(object.checksum && {
      ChecksumAlgorithm: [object.checksum.algorithm],
      ChecksumType: object.checksum.type,
    }),
    Size: object.size,
    StorageClass: object.storageClass,
  };
}
