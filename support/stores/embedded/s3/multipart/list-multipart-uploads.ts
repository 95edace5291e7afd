import type { MultipartUpload } from '@aws-sdk/client-s3';
import type { Bucket } from '../buckets/bucket.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import { entriesAskedFor, type KeyEncoding, keyEncoding } from '../listing/list-request.ts';
import { compareKeys } from '../objects/key-order.ts';
import { ownerOf } from '../owner.ts';
import type { S3Input, S3Operation } from '../s3-operation.ts';
import type { Upload } from './upload.ts';

interface Page {
  readonly uploads: readonly Upload[];
  readonly commonPrefixes: readonly string[];
  readonly truncated: boolean;
  readonly last: Upload | undefined;
}

/** The unfinished uploads of a bucket, by key and then by when they began. */
export const listMultipartUploads: S3Operation<'ListMultipartUploads'> = (input, context) => {
  const bucket = findBucket(input, context);
  const most = entriesAskedFor(input.MaxUploads);
  const encode = keyEncoding(input.EncodingType);
  const page = pageOf(bucket, input, most);
  const { Prefix, Delimiter, KeyMarker, UploadIdMarker, EncodingType } = input;
  return {
    Bucket: bucket.name,
    KeyMarker: encode(KeyMarker ?? ''),
    UploadIdMarker: KeyMarker ? (UploadIdMarker ?? '') : '',
    ...(Prefix !== undefined && { Prefix: encode(Prefix) }),
    ...(Delimiter && { Delimiter: encode(Delimiter) }),
    ...(EncodingType && { EncodingType }),
    MaxUploads: most,
    IsTruncated: page.truncated,
    ...nextMarkers(page, encode),
    ...(page.uploads.length > 0 && { Uploads: page.uploads.map((upload) => listedUpload(upload, encode)) }),
    ...(page.commonPrefixes.length > 0 && {
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    }),
  };
};

function pageOf(bucket: Bucket, input: S3Input<'ListMultipartUploads'>, most: number): Page {
  const uploads: Upload[] = [];
  const commonPrefixes: string[] = [];
  let last: Upload | undefined;
  const { Prefix: prefix = '', Delimiter: delimiter } = input;
  for (const upload of uploadsBehind(bucket, input)) {
    const commonPrefix = rolledUp(upload.key, prefix, delimiter);
    const isListed =
      commonPrefix !== undefined &&
      (commonPrefix === commonPrefixes.at(-1) || (input.KeyMarker ?? '').startsWith(commonPrefix));
    if (isListed) {
      last = upload;
      continue;
    }
    if (uploads.length + commonPrefixes.length === most) {
      return { uploads, commonPrefixes, truncated: most > 0, last };
    }
    if (commonPrefix === undefined) uploads.push(upload);
    else commonPrefixes.push(commonPrefix);
    last = upload;
  }
  return { uploads, commonPrefixes, truncated: false, last };
}

function uploadsBehind(bucket: Bucket, input: S3Input<'ListMultipartUploads'>): Upload[] {
  const { Prefix: prefix = '', KeyMarker: keyMarker = '', UploadIdMarker: idMarker } = input;
  // Array.sort keeps uploads of the same key in the order they were begun.
  const sorted = [...bucket.uploads.values()]
    .filter((upload) => upload.key.startsWith(prefix))
    .sort((a, b) => compareKeys(a.key, b.key));
  if (keyMarker === '') return sorted;
  const marked = sorted.findIndex((upload) => upload.key === keyMarker && upload.id === idMarker);
  return sorted.filter((upload, at) => {
    const order = compareKeys(upload.key, keyMarker);
    return order > 0 || (order === 0 && marked >= 0 && at > marked);
  });
}

function rolledUp(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  const at = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
  return at < 0 || delimiter === undefined ? undefined : key.slice(0, at + delimiter.length);
}

/**
 * The markers after which the next page begins. The last page has them too; they are empty if the page ends
 * with no upload.
 *
 * Differs: on S3 they are also empty if a page before the last ends with a common prefix, so that a listing
 * cannot continue.
 */
function nextMarkers({ truncated, last, uploads }: Page, encode: KeyEncoding) {
  const named = truncated ? last : uploads.at(-1);
  return { NextKeyMarker: encode(named?.key ?? ''), NextUploadIdMarker: named?.id ?? '' };
}

function listedUpload(upload: Upload, encode: KeyEncoding): MultipartUpload {
  return {
    UploadId: upload.id,
    Key: encode(upload.key),
    Initiated: upload.initiated,
    StorageClass: upload.storageClass,
    Owner: ownerOf(upload.owner),
    Initiator: upload.initiator,
    ...(upload.checksumAlgorithm && {
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumType,
    }),
  };
}
