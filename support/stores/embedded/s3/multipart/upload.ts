import type { ChecksumAlgorithm, ChecksumType, Owner, StorageClass, Tag } from '@aws-sdk/client-s3';
import type { Output } from '../../../../aws/operations.ts';
import type { UploadInitiator } from '../../../../aws/upload-initiator.ts';
import type { AccessControlList } from '../buckets/access-control-list.ts';
import type { SealedContent } from '../content/sealed-content.ts';
import type { ObjectEncryption } from '../encryption/object-encryption.ts';
import type { Checksum } from '../objects/checksums.ts';
import type { ContentHeaders } from '../objects/content-headers.ts';
import type { ObjectLock } from '../objects/lock-of-version.ts';

/** A part of an unfinished upload. */
export interface UploadedPart {
  readonly number: number;
  /** With its quotes. */
  readonly etag: string;
  readonly content: SealedContent;
  /** The checksum that the client sent, or the default one. */
  readonly checksum: Checksum | undefined;
  /** The checksum from which the object's checksum is combined. */
  readonly towardsWhole: Checksum | undefined;
  readonly lastModified: Date;
}

/** An unfinished multipart upload; all its parts are sealed under its one data key. */
export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly initiated: Date;
  readonly initiator: Owner;
  /** The initiator as decisions compare it; absent in a saved world that does not tell. */
  readonly initiatedBy?: UploadInitiator | undefined;
  /** The account that will own the object. */
  readonly owner: string;
  readonly parts: Map<number, UploadedPart>;
  readonly encryption: ObjectEncryption;
  readonly checksumAlgorithm: ChecksumAlgorithm | undefined;
  readonly checksumType: ChecksumType;
  readonly contentHeaders: ContentHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: StorageClass;
  readonly tags: readonly Tag[];
  readonly acl: AccessControlList;
  readonly lock?: ObjectLock | undefined;
  /**
   * True if the key was written or deleted since: then the upload can no longer be completed under a
   * condition.
   */
  overtaken: boolean;
}

/** A completion that succeeded: what was asked, and the answer. */
export interface CompletedUpload {
  readonly asked: string;
  readonly answer: Output<'s3', 'CompleteMultipartUpload'>;
}

/** Notes that a key was written or deleted while uploads to it were under way. */
export function overtakeUploads(uploads: ReadonlyMap<string, Upload>, key: string): void {
  for (const upload of uploads.values()) if (upload.key === key) upload.overtaken = true;
}

/** Releases the bytes of an upload that is aborted, or removed with its bucket. */
export function releaseUpload(upload: Upload): void {
  for (const part of upload.parts.values()) part.content.release();
}
