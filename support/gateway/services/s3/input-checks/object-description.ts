import type { StorageClass } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { notImplemented } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

const MAX_KEY_SIZE = 1024;
const MAX_METADATA_SIZE = 2048;

const storageClasses: ReadonlySet<string> = new Set<StorageClass>([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
]);

/**
 * Refuses an object that S3 does not take. Its key is longer than 1,024 bytes, its metadata longer than 2 KB,
 * or its website redirect is no address. Its storage class does not exist, or it is an append, which is for
 * directory buckets only. Throws AwsError `KeyTooLongError`, `MetadataTooLarge`, `InvalidRedirectLocation`,
 * `InvalidStorageClass`, `NotImplemented`.
 *
 * Source: Amazon S3 user guide, "Naming Amazon S3 objects" and "Working with object metadata"; Amazon S3 API reference,
 * PutObject.
 */
export function checkObjectDescription({ input }: S3Request): void {
  const described: {
    Key?: string;
    Metadata?: Record<string, string>;
    WebsiteRedirectLocation?: string;
    StorageClass?: string;
    WriteOffsetBytes?: number;
  } = input;
  const { Key, Metadata, WebsiteRedirectLocation, StorageClass, WriteOffsetBytes } = described;
  const tooLong = Key === undefined ? undefined : keyTooLong(Key);
  if (tooLong !== undefined) throw tooLong;
  if (WriteOffsetBytes !== undefined) throw notImplemented('x-amz-write-offset-bytes');
  if (Metadata !== undefined) checkMetadata(Metadata);
  if (WebsiteRedirectLocation !== undefined) checkRedirect(WebsiteRedirectLocation);
  if (StorageClass === undefined || storageClasses.has(StorageClass)) return;
  const message = 'The storage class you specified is not valid';
  throw new AwsError('InvalidStorageClass', 400, message, { StorageClassRequested: StorageClass });
}

/** The refusal of a key beyond 1,024 bytes of UTF-8. */
export function keyTooLong(key: string): AwsError | undefined {
  // A UTF-16 unit is at most three bytes.
  if (key.length * 3 <= MAX_KEY_SIZE) return undefined;
  const size = Buffer.byteLength(key);
  if (size <= MAX_KEY_SIZE) return undefined;
  const members = { MaxSizeAllowed: `${MAX_KEY_SIZE}`, Size: `${size}` };
  return new AwsError('KeyTooLongError', 400, 'Your key is too long', members);
}

function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  let size = 0;
  for (const [name, value] of Object.entries(metadata))
    size += Buffer.byteLength(name) + Buffer.byteLength(value);
  if (size <= MAX_METADATA_SIZE) return;
  const message = 'Your metadata headers exceed the maximum allowed metadata size';
  const members = { MaxSizeAllowed: `${MAX_METADATA_SIZE}`, Size: `${size}` };
  throw new AwsError('MetadataTooLarge', 400, message, members);
}

function checkRedirect(location: string): void {
  if (/^(https?:\/\/|\/)/.test(location)) return;
  const message = 'The website redirect location must have a prefix of "http://" or "https://" or "/".';
  throw new AwsError('InvalidRedirectLocation', 400, message);
}
