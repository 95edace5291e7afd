import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../../../aws/aws-error.ts';
import { BoundedMap } from '../../../../aws/bounded-map.ts';
import type { EncryptionHeaders } from '../../../../aws/encryption-headers.ts';
import type { ObjectReference } from '../../../../aws/object-reference.ts';
import type { StoredEncryption } from '../../../store.ts';
import { believedFor } from '../../read-cache/read-cache.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { isListed } from './is-listed.ts';

type Context = Readonly<Record<string, string>>;

/** The head of an answer about an object. */
export interface ObjectHead extends EncryptionHeaders {
  readonly ETag?: string | undefined;
  readonly VersionId?: string | undefined;
}

/** Reads the head of an answer. */
export function objectHead(headers: Readonly<Record<string, string>>): ObjectHead {
  return {
    ETag: headers.etag,
    VersionId: headers['x-amz-version-id'],
    ServerSideEncryption: headers['x-amz-server-side-encryption'],
    SSEKMSKeyId: headers['x-amz-server-side-encryption-aws-kms-key-id'],
    BucketKeyEnabled: headers['x-amz-server-side-encryption-bucket-key-enabled'] === 'true',
    SSECustomerAlgorithm: headers['x-amz-server-side-encryption-customer-algorithm'],
  };
}

interface At {
  readonly account: string;
  readonly region: string;
}

/**
 * The encryption of objects, as HeadObject tells it, and of uploads. Uploads, and the encryption context that a writer
 * added, are remembered from the requests that passed.
 *
 * Differs: an object that was not written through the gateway counts as written without a context of its own.
 */
export class StoredEncryptions {
  readonly #upstream: Upstream;
  readonly #uploads = new BoundedMap<{ readonly place: string; readonly encryption: StoredEncryption }>(
    10_000,
  );
  /** By place, version and ETag: another object of the same name differs in one of them. */
  readonly #contexts: BoundedMap<Context>;
  /** The encryptions that were read last, by place. */
  readonly #beliefs = new BoundedMap<{ readonly encryption: StoredEncryption; readonly until: number }>(
    10_000,
  );
  /** Counts the writes: an answer to a read from before a write is not kept after it. */
  #generation = 0;

  /** `capacity` is how many encryption contexts are remembered. */
  constructor(upstream: Upstream, capacity = 100_000) {
    this.#upstream = upstream;
    this.#contexts = new BoundedMap(capacity);
  }

  /** Notes that an upload has begun. */
  began(uploadId: string, { Bucket, Key }: ObjectReference, asked: EncryptionHeaders): void {
    this.#uploads.set(uploadId, { place: `${Bucket}/${Key}`, encryption: encryptionOfHeaders(asked) });
  }

  /** Notes that an upload was completed or aborted. */
  ended(uploadId: string, object: ObjectReference, eTag?: string): void {
    const upload = this.#uploads.get(uploadId);
    this.#uploads.delete(uploadId);
    if (upload === undefined || eTag === undefined || !('callerContext' in upload.encryption)) return;
    this.#contexts.set(idOf(object, eTag), upload.encryption.callerContext);
  }

  /** Notes that an object was written. */
  wrote(object: ObjectReference, eTag: string, asked: EncryptionHeaders, answered?: ObjectHead): void {
    const encryption = encryptionOfHeaders(asked);
    const context = 'callerContext' in encryption ? encryption.callerContext : {};
    const id = idOf(object, eTag);
    if (Object.keys(context).length > 0) this.#contexts.set(id, context);
    else this.#contexts.delete(id);
    if (answered !== undefined) this.#believe(withoutVersion(object), encryptionOfHeaders(answered, context));
  }

  /**
   * Undefined if the object or upload does not exist, or is a delete marker. Throws AwsError `NotImplemented`
   * for an upload that was not begun through the gateway: its encryption is unknown.
   */
  async find(object: ObjectReference, at: At): Promise<StoredEncryption | undefined> {
    const { Bucket, Key, UploadId } = object;
    if (UploadId !== undefined) {
      const upload = this.#uploads.get(UploadId);
      if (upload?.place === `${Bucket}/${Key}`) return upload.encryption;
      if (!(await this.#isUpload({ Bucket, Key, UploadId }, at))) return undefined;
      throw undisclosed(UploadId);
    }
    const generation = this.#generation;
    const found = await this.#ask(object, at);
    if (found !== undefined && generation === this.#generation) this.#believe(object, found);
    return found;
  }

  /** The encryption that was read or written last, unless a write has passed through this store since. */
  believed(object: ObjectReference): StoredEncryption | undefined {
    const belief = this.#beliefs.get(placeOf(object));
    return belief !== undefined && belief.until > performance.now() ? belief.encryption : undefined;
  }

  /** Forgets the encryption of an object that may change; of all objects if none is named. */
  doubt(object?: ObjectReference): void {
    this.#generation++;
    if (object === undefined) this.#beliefs.clear();
    else this.#beliefs.delete(placeOf(object));
  }

  /** True if the head of an answer shows the expected encryption. */
  confirms(expected: StoredEncryption | 'nothing', object: ObjectReference, answered: ObjectHead): boolean {
    const { VersionId = object.VersionId, ETag } = answered;
    const context = this.#contexts.get(idOf({ ...object, VersionId }, ETag)) ?? {};
    return isDeepStrictEqual(expected, encryptionOfHeaders(answered, context));
  }

  /**
   * The encryption of an object whose head the endpoint refused with status 400. It is SSE-C if the object is
   * listed. It is undefined otherwise, such as for an invalid version id.
   */
  async ofHidden(object: ObjectReference, at: At): Promise<StoredEncryption | undefined> {
    return (await isListed(object, this.#upstream, at)) ? { algorithm: 'SSE-C' } : undefined;
  }

  async #isUpload(input: Required<Omit<ObjectReference, 'VersionId'>>, at: At): Promise<boolean> {
    try {
      await this.#upstream.perform({ service: 's3', operation: 'ListParts', input, ...at });
      return true;
    } catch (error) {
      if (error instanceof AwsError && error.status === 404) return false;
      throw error;
    }
  }

  async #ask(object: ObjectReference, at: At): Promise<StoredEncryption | undefined> {
    const { Bucket, Key, VersionId } = object;
    try {
      const request = { service: 's3', operation: 'HeadObject', input: { Bucket, Key, VersionId } } as const;
      const head = await this.#upstream.perform({ ...request, ...at });
      const callerContext = this.#contexts.get(idOf({ Bucket, Key, VersionId: head.VersionId }, head.ETag));
      const encryption = encryptionOfHeaders(head, callerContext ?? {});
      const mayHaveOne = callerContext === undefined && 'callerContext' in encryption;
      if (mayHaveOne && this.#contexts.hasForgotten) throw forgotten(object);
      return encryption;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // Only SSE-C objects answer in this way to a request without their key.
      if (error.status === 400 && error.code !== 'NoSuchVersion') return this.ofHidden(object, at);
      if (error.status === 404 || error.status === 405) return undefined;
      throw error;
    }
  }

  #believe(object: ObjectReference, encryption: StoredEncryption): void {
    this.#beliefs.set(placeOf(object), { encryption, until: performance.now() + believedFor });
  }
}

function forgotten({ Bucket, Key }: ObjectReference): AwsError {
  const message = `keyhole cannot tell which encryption context ${Bucket}/${Key} has: so many were written that the oldest are forgotten.`;
  return new AwsError('NotImplemented', 501, message);
}

function undisclosed(uploadId: string | undefined): AwsError {
  const message = `keyhole cannot tell how the upload ${uploadId} is encrypted: it was begun elsewhere or long ago, and S3 does not say.`;
  return new AwsError('NotImplemented', 501, message);
}

function withoutVersion({ Bucket, Key }: ObjectReference): ObjectReference {
  return { Bucket, Key };
}

/** The key of an object version in the map of kept encryptions. */
function placeOf({ Bucket, Key, VersionId }: ObjectReference): string {
  return JSON.stringify([Bucket, Key, VersionId]);
}

/** The key of one object in the map of contexts. */
function idOf({ Bucket, Key, VersionId = 'null' }: ObjectReference, eTag: string | undefined): string {
  return JSON.stringify([Bucket, Key, VersionId, eTag]);
}

function encryptionOfHeaders(asked: EncryptionHeaders, context?: Context): StoredEncryption {
  const { ServerSideEncryption: algorithm, SSEKMSKeyId, BucketKeyEnabled } = asked;
  if (asked.SSECustomerAlgorithm !== undefined) return { algorithm: 'SSE-C' };
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
