import type { Bucket, KeyHistory } from '../buckets/bucket.ts';
import { overtakeUploads } from '../multipart/upload.ts';
import { methodNotAllowed, noSuchKey, noSuchVersion } from '../s3-errors.ts';
import type { S3State } from '../s3-state.ts';
import { type DeleteMarker, releaseVersion, type StoredObject, type Version } from './version.ts';
import { checkVersionId, NULL_VERSION } from './version-id.ts';

/** The newest version of a key, which may be a delete marker; undefined if there is no version. */
export function currentVersion(bucket: Bucket, key: string): Version | undefined {
  return bucket.objects.get(key)?.versions.at(-1);
}

/** The current object under a key; undefined if there is no object or it is deleted. */
export function currentObject(bucket: Bucket, key: string): StoredObject | undefined {
  const version = currentVersion(bucket, key);
  return version?.kind === 'object' ? version : undefined;
}

/** The object of a bucket that a request is about, and how a refusal speaks of the request. */
export interface SoughtObject {
  readonly key: string;
  readonly versionId: string | undefined;
  /** The HTTP method, which a refusal names. */
  readonly method: string;
  /**
   * True if the request is about tags or the ACL: then S3 refuses a delete marker even without a version id.
   */
  readonly ofProperties?: boolean;
}

/**
 * The addressed object. Throws AwsError: `NoSuchKey`, `NoSuchVersion`, `InvalidArgument`. For a delete marker
 * it answers 404 if it is the current version, and 405 if the request names its version.
 *
 * Source: Amazon S3 user guide, "Working with delete markers".
 */
export function findObject(bucket: Bucket, sought: SoughtObject): StoredObject {
  const { key, versionId } = sought;
  checkVersionId(versionId, bucket);
  const versions = bucket.objects.get(key)?.versions;
  const version =
    versionId === undefined ? versions?.at(-1) : versions?.find((version) => version.versionId === versionId);
  if (version?.kind === 'object') return version;
  if (version === undefined) throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId };
  if (versionId === undefined && !sought.ofProperties) throw noSuchKey(key, headers);
  const lastModified = version.lastModified.toUTCString();
  throw methodNotAllowed(sought.method, { ...headers, Allow: 'DELETE', 'Last-Modified': lastModified });
}

/** A version before its id is known. */
export type NewVersion = Omit<StoredObject, 'versionId'> | Omit<DeleteMarker, 'versionId'>;

/**
 * Makes a version the current one of its key. With versioning it stands beside the others; else it replaces
 * the null version, whose bytes are released. Returns the version's id.
 */
export function addVersion(bucket: Bucket, key: string, version: NewVersion, state: S3State): string {
  overtakeUploads(bucket.uploads, key);
  const versionId = bucket.versioning === 'Enabled' ? state.versionIds.next() : NULL_VERSION;
  const added = { ...version, versionId };
  const history = bucket.objects.get(key);
  // An array that begins with its item has room for that one alone: most keys have one version.
  if (history === undefined) bucket.objects.add(key, { key, versions: [added] });
  else {
    if (versionId === NULL_VERSION) dropVersion(history, NULL_VERSION);
    history.versions.push(added);
  }
  return versionId;
}

/** Removes a version for good, and returns it. */
export function removeVersion(bucket: Bucket, key: string, versionId: string): Version | undefined {
  const history = bucket.objects.get(key);
  if (history === undefined) return undefined;
  overtakeUploads(bucket.uploads, key);
  const dropped = dropVersion(history, versionId);
  if (history.versions.length === 0) bucket.objects.delete(key);
  return dropped;
}

function dropVersion(history: KeyHistory, versionId: string): Version | undefined {
  const at = history.versions.findIndex((version) => version.versionId === versionId);
  if (at < 0) return undefined;
  const [dropped] = history.versions.splice(at, 1);
  if (dropped) releaseVersion(dropped);
  return dropped;
}

/** Replaces a version by a changed copy with the same bytes. */
export function replaceVersion(bucket: Bucket, key: string, changed: StoredObject): void {
  const versions = bucket.objects.get(key)?.versions;
  const at = versions?.findIndex((version) => version.versionId === changed.versionId) ?? -1;
  if (versions === undefined || at < 0) throw noSuchVersion(key, changed.versionId);
  versions[at] = changed;
}

/** The member `VersionId` of a write's answer; absent if versioning is off or suspended. */
export function newVersionMember(versionId: string): { VersionId?: string } {
  return versionId === NULL_VERSION ? {} : { VersionId: versionId };
}

/** The member `VersionId` of an answer; absent if the bucket never had versioning. */
export function versionMember(bucket: Bucket, versionId: string): { VersionId?: string } {
  return bucket.versioning === undefined ? {} : { VersionId: versionId };
}
