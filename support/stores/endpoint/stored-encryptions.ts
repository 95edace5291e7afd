import { AwsError } from '../../wire/aws-error.ts';
import type { ObjectReference, StoredEncryption } from '../store.ts';
import type { Upstream } from './upstream.ts';

type Context = Readonly<Record<string, string>>;

/** What a write asked for, as far as no operation gives it back. */
export interface EncryptionAsked {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  /** Base64 of JSON. */
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
}

/**
 * How objects and uploads are encrypted: objects as HeadObject tells. What no operation tells is remembered from the
 * requests that passed: uploads, and the encryption context that a writer added.
 *
 * Differs: an object that was written behind the gateway's back counts as written without a context of its own, and an
 * upload that was begun there is unknown.
 */
export class StoredEncryptions {
  readonly #upstream: Upstream;
  readonly #uploads = new Map<string, { readonly place: string; readonly encryption: StoredEncryption }>();
  /** By place, version and ETag: another object under the same name has another of them. */
  readonly #contexts = new Map<string, Context>();

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /** An upload has begun. */
  began(uploadId: string, { Bucket, Key }: ObjectReference, asked: EncryptionAsked): void {
    this.#uploads.set(uploadId, { place: `${Bucket}/${Key}`, encryption: encryptionAsked(asked) });
  }

  /** An upload has ended, as an object or not. */
  ended(uploadId: string, object: ObjectReference, eTag?: string): void {
    const upload = this.#uploads.get(uploadId);
    this.#uploads.delete(uploadId);
    if (upload === undefined || eTag === undefined || !('callerContext' in upload.encryption)) return;
    this.#remember(idOf(object, eTag), upload.encryption.callerContext);
  }

  /** An object has been written. */
  wrote(object: ObjectReference, eTag: string, asked: EncryptionAsked): void {
    const context = contextOf(asked.SSEKMSEncryptionContext);
    const id = idOf(object, eTag);
    if (Object.keys(context).length > 0) this.#remember(id, context);
    else this.#contexts.delete(id);
  }

  /** Undefined where there is no such object or upload, or only a delete marker. */
  async find(object: ObjectReference, at: { readonly account: string; readonly region: string }) {
    const { Bucket, Key, VersionId, UploadId } = object;
    if (UploadId !== undefined) {
      const upload = this.#uploads.get(UploadId);
      return upload?.place === `${Bucket}/${Key}` ? upload.encryption : undefined;
    }
    try {
      const request = { service: 's3', operation: 'HeadObject', input: { Bucket, Key, VersionId } } as const;
      const head = await this.#upstream.perform({ ...request, ...at });
      const callerContext =
        this.#contexts.get(idOf({ Bucket, Key, VersionId: head.VersionId }, head.ETag)) ?? {};
      return encryptionAsked(head, callerContext);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // Objects under a customer's key are not shown without it, and they alone answer so.
      if (error.status === 400 && error.code !== 'NoSuchVersion') return this.#withoutHead(object, at);
      if (error.status === 404 || error.status === 405) return undefined;
      throw error;
    }
  }

  async #withoutHead({ Bucket, Key, VersionId }: ObjectReference, at: { account: string; region: string }) {
    const input = { Bucket, Prefix: Key };
    const listing = { service: 's3', operation: 'ListObjectVersions', input } as const;
    const { Versions = [] } = await this.#upstream.perform({ ...listing, ...at });
    const there = Versions.some(
      (version) =>
        version.Key === Key && (VersionId === undefined ? version.IsLatest : version.VersionId === VersionId),
    );
    return there ? ({ algorithm: 'customer key' } as const) : undefined;
  }

  #remember(id: string, context: Context): void {
    if (this.#contexts.size > 100_000) this.#contexts.clear();
    this.#contexts.set(id, context);
  }
}

/** What one object is remembered by. */
function idOf({ Bucket, Key, VersionId = 'null' }: ObjectReference, eTag: string | undefined): string {
  return JSON.stringify([Bucket, Key, VersionId, eTag]);
}

function encryptionAsked(asked: EncryptionAsked, context?: Context): StoredEncryption {
  const { ServerSideEncryption: algorithm, SSEKMSKeyId, BucketKeyEnabled } = asked;
  if (asked.SSECustomerAlgorithm !== undefined) return { algorithm: 'customer key' };
  if (algorithm !== 'aws:kms' && algorithm !== 'aws:kms:dsse') return { algorithm: 'AES256' };
  const callerContext = context ?? contextOf(asked.SSEKMSEncryptionContext);
  const bucketKeyEnabled = BucketKeyEnabled === true && algorithm === 'aws:kms';
  return { algorithm, keyArn: SSEKMSKeyId ?? '', bucketKeyEnabled, callerContext };
}

/** The gateway has checked that it is an object of strings. */
function contextOf(base64: string | undefined): Context {
  if (base64 === undefined) return {};
  const context: unknown = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
  if (typeof context !== 'object' || context === null) return {};
  return Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)]));
}
