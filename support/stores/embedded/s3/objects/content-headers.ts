import type { StorageClass } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';

/** The headers that a writer says how the object is to be served with. */
export interface ContentHeaders {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly ExpiresString?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
}

const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';

/** Keeps of a write what its object is to be served with. Throws AwsError `InvalidRedirectLocation`. */
export function contentHeadersOf(input: ContentHeaders): ContentHeaders {
  if (input.WebsiteRedirectLocation !== undefined) checkRedirect(input.WebsiteRedirectLocation);
  return {
    CacheControl: input.CacheControl,
    ContentDisposition: input.ContentDisposition,
    ContentEncoding: input.ContentEncoding,
    ContentLanguage: input.ContentLanguage,
    ContentType: input.ContentType || DEFAULT_CONTENT_TYPE,
    Expires: input.Expires,
    ExpiresString: input.ExpiresString,
    WebsiteRedirectLocation: input.WebsiteRedirectLocation,
  };
}

function checkRedirect(location: string): void {
  if (/^(https?:\/\/|\/)/.test(location)) return;
  throw new AwsError(
    'InvalidRedirectLocation',
    400,
    'The website redirect location must have a prefix of "http://" or "https://" or "/".',
  );
}

const MAX_METADATA_SIZE = 2048;
const NO_METADATA: Metadata = {};

/** The caller's own metadata by name, without `x-amz-meta-`. */
export type Metadata = Readonly<Record<string, string>>;

/** The caller's own metadata, names in lower case. Throws AwsError `MetadataTooLarge` beyond 2 KB. */
export function metadataOf(metadata: Metadata | undefined): Metadata {
  if (metadata === undefined) return NO_METADATA;
  const entries = Object.entries(metadata);
  let size = 0;
  for (const [name, value] of entries) size += Buffer.byteLength(name) + Buffer.byteLength(value);
  if (size <= MAX_METADATA_SIZE) {
    return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
  }
  throw new AwsError(
    'MetadataTooLarge',
    400,
    'Your metadata headers exceed the maximum allowed metadata size',
    { MaxSizeAllowed: `${MAX_METADATA_SIZE}`, Size: `${size}` },
  );
}

const STORAGE_CLASSES: ReadonlySet<string> = new Set<StorageClass>([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
]);

/** The storage class of a write. Throws AwsError `InvalidStorageClass`. */
export function storageClassOf(storageClass: StorageClass | undefined): StorageClass {
  if (storageClass === undefined) return 'STANDARD';
  if (STORAGE_CLASSES.has(storageClass)) return storageClass;
  throw new AwsError('InvalidStorageClass', 400, 'The storage class you specified is not valid', {
    StorageClassRequested: storageClass,
  });
}

const MAX_KEY_SIZE = 1024;

/** The key of a request. Throws AwsError `KeyTooLongError` beyond 1,024 bytes of UTF-8. */
export function keyOf(input: { readonly Key?: string | undefined }): string {
  const key = input.Key ?? '';
  // A UTF-16 unit is at most three bytes.
  if (key.length * 3 <= MAX_KEY_SIZE) return key;
  const size = Buffer.byteLength(key);
  if (size <= MAX_KEY_SIZE) return key;
  throw new AwsError('KeyTooLongError', 400, 'Your key is too long', {
    MaxSizeAllowed: `${MAX_KEY_SIZE}`,
    Size: `${size}`,
  });
}
