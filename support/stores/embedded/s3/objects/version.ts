import type { StorageClass, Tag } from '@aws-sdk/client-s3';
import type { AccessControlList } from '../buckets/access-control-list.ts';
import type { SealedContent } from '../content/sealed-content.ts';
import type { ObjectEncryption } from '../encryption/object-encryption.ts';
import type { Checksum } from './checksums.ts';
import type { ContentHeaders } from './content-headers.ts';
import type { ObjectLock } from './lock-of-version.ts';

/** One version of a key: an object, or the mark that it was deleted. */
export type Version = StoredObject | DeleteMarker;

interface Common {
  readonly versionId: string;
  /** To the second, as all of S3's answers have it. */
  readonly lastModified: Date;
  /** The account that owns it. */
  readonly owner: string;
}

/** The marker that DELETE leaves in a versioned bucket. */
export interface DeleteMarker extends Common {
  readonly kind: 'delete-marker';
}

/** An object at rest. */
export interface StoredObject extends Common {
  readonly kind: 'object';
  /** With its quotes. */
  readonly etag: string;
  /** Plaintext bytes. */
  readonly size: number;
  readonly parts: readonly StoredPart[];
  /** True if it came by multipart upload: then its parts count. */
  readonly multipart: boolean;
  readonly encryption: ObjectEncryption;
  readonly checksum: Checksum | undefined;
  readonly contentHeaders: ContentHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: StorageClass;
  readonly tags: readonly Tag[];
  readonly acl: AccessControlList;
  /** The retention and legal hold of this version. */
  readonly lock?: ObjectLock | undefined;
}

/** A part of an object; an object that was put whole is one. */
export interface StoredPart {
  readonly number: number;
  readonly content: SealedContent;
  readonly checksum: Checksum | undefined;
}

/** Releases the bytes of versions and uploads that are removed. */
export function releaseVersion(version: Version): void {
  if (version.kind === 'object') for (const part of version.parts) part.content.release();
}
