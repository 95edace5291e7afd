import type { DeleteMarkerEntry, ObjectVersion } from '@aws-sdk/client-s3';
import type { Bucket, KeyHistory } from '../buckets/bucket.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import type { StoredObject, Version } from '../objects/version.ts';
import { checkVersionIdForm } from '../objects/version-id.ts';
import { ownerOf } from '../owner.ts';
import type { S3Context, S3Input, S3Operation } from '../s3-operation.ts';
import { entriesAskedFor, type KeyEncoding, keyEncoding } from './list-request.ts';
import { type Walk, walkKeys } from './walk-keys.ts';

type ListInput = S3Input<'ListObjectVersions'>;

interface Listed {
  readonly key: string;
  readonly version: Version;
  readonly isLatest: boolean;
}

interface Page {
  readonly listed: readonly Listed[];
  readonly commonPrefixes: readonly string[];
  readonly truncated: boolean;
  /** The place after which the next page begins; a common prefix has no version. */
  readonly next: { readonly key: string; readonly versionId: string | undefined };
}

/** All versions and delete markers, by key, and of a key the newest first. */
export const listObjectVersions: S3Operation<'ListObjectVersions'> = (input, context) => {
  const bucket = findBucket(input, context);
  const most = entriesAskedFor(input.MaxKeys);
  const encode = keyEncoding(input.EncodingType);
  if (input.VersionIdMarker) checkVersionIdForm(input.VersionIdMarker);
  const page = pageOf(bucket, input, { most, context });
  const { Prefix = '', Delimiter, KeyMarker = '', VersionIdMarker = '', EncodingType } = input;
  return {
    Name: bucket.name,
    Prefix: encode(Prefix),
    KeyMarker: encode(KeyMarker),
    VersionIdMarker,
    ...(Delimiter && { Delimiter: encode(Delimiter) }),
    MaxKeys: most,
    IsTruncated: page.truncated,
    ...(EncodingType && { EncodingType }),
    ...(page.truncated && { NextKeyMarker: encode(page.next.key) }),
    ...(page.truncated && page.next.versionId && { NextVersionIdMarker: page.next.versionId }),
    ...entries(page, encode),
  };
};

function pageOf(
  bucket: Bucket,
  input: ListInput,
  limit: { readonly most: number; readonly context: S3Context },
): Page {
  const listed: Listed[] = [];
  const commonPrefixes: string[] = [];
  let next: Page['next'] = { key: '', versionId: undefined };
  if (limit.most === 0) return { listed, commonPrefixes, truncated: false, next };
  for (const step of walkKeys(bucket.objects, walkOf(input), () => true)) {
    const found =
      'commonPrefix' in step ? [step.commonPrefix] : behindMarker(step.history, input, limit.context);
    for (const entry of found) {
      if (listed.length + commonPrefixes.length === limit.most) {
        return { listed, commonPrefixes, truncated: true, next };
      }
      if (typeof entry === 'string') commonPrefixes.push(entry);
      else listed.push(entry);
      next =
        typeof entry === 'string'
          ? { key: entry, versionId: undefined }
          : { key: entry.key, versionId: entry.version.versionId };
    }
  }
  return { listed, commonPrefixes, truncated: false, next };
}

function walkOf(input: ListInput): Walk {
  return {
    prefix: input.Prefix ?? '',
    delimiter: input.Delimiter ?? '',
    after: input.KeyMarker ?? '',
    including: Boolean(input.VersionIdMarker),
    skipsListedPrefix: true,
  };
}

/**
 * The versions of a key, newest first. Of the marker's key, only those after the marker, even if the marked
 * version no longer exists.
 */
function behindMarker(history: KeyHistory, input: ListInput, context: S3Context): readonly Listed[] {
  const { key, versions } = history;
  const newest = versions.at(-1);
  const listed = versions.map((version) => ({ key, version, isLatest: version === newest })).reverse();
  const marker = key === input.KeyMarker ? input.VersionIdMarker : undefined;
  if (!marker) return listed;
  const at = listed.findIndex(({ version }) => version.versionId === marker);
  if (at >= 0) return listed.slice(at + 1);
  const { versionIds } = context.state;
  const sequence = versionIds.sequenceOf(marker) ?? 0;
  return listed.filter(({ version }) => (versionIds.sequenceOf(version.versionId) ?? 0) < sequence);
}

function entries(page: Page, encode: KeyEncoding) {
  const Versions: ObjectVersion[] = [];
  const DeleteMarkers: DeleteMarkerEntry[] = [];
  for (const { key, version, isLatest } of page.listed) {
    const common = {
      Key: encode(key),
      VersionId: version.versionId,
      IsLatest: isLatest,
      LastModified: version.lastModified,
      Owner: ownerOf(version.owner),
    };
    if (version.kind === 'delete-marker') DeleteMarkers.push(common);
    else Versions.push({ ...common, ...contentMembers(version) });
  }
  return {
    ...(Versions.length > 0 && { Versions }),
    ...(DeleteMarkers.length > 0 && { DeleteMarkers }),
    ...(page.commonPrefixes.length > 0 && {
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    }),
  };
}

function contentMembers(object: StoredObject) {
  return {
    ETag: object.etag,
    Size: object.size,
    StorageClass: 'STANDARD',
    ...(object.checksum && {
      ChecksumAlgorithm: [object.checksum.algorithm],
      ChecksumType: object.checksum.type,
    }),
  } as const;
}
