import { AwsError } from './aws-error.ts';
import type { ObjectReference } from './object-reference.ts';

/**
 * Parses x-amz-copy-source: a percent-encoded `bucket/key`, with or without a leading slash, and the version to copy as
 * `?versionId=…`. A `+` stands for a blank. Throws InvalidArgument, also for access points and for text that two parsers
 * could read differently.
 *
 * Source: Amazon S3 API reference, CopyObject, x-amz-copy-source.
 * Undocumented: S3 also takes the URL of an object at a path-style endpoint. Recorded answers show it, and the `+`.
 */
export function parseCopySource(header: string): ObjectReference {
  const { path, version, isUnderstood } = readHeader(header);
  const slash = path.indexOf('/');
  if (!isUnderstood || slash < 1 || slash === path.length - 1 || path.startsWith('arn:')) {
    const hasKey = slash >= 0 && slash < path.length - 1;
    throw hasKey || !isUnderstood || path === ''
      ? invalid('Copy Source must mention the source bucket and key: sourcebucket/sourcekey', header)
      : invalid('Invalid copy source object key', 'x-amz-copy-source');
  }
  return { Bucket: path.slice(0, slash), Key: path.slice(slash + 1), VersionId: version };
}

/** The ARN of an object through an access point, and the version to copy. */
export interface CopySourceArn {
  readonly arn: string;
  readonly VersionId: string | undefined;
}

/**
 * The ARN in an x-amz-copy-source that names no bucket; undefined for one that names a bucket. Throws InvalidArgument for an ARN with a
 * version that two parsers could read differently.
 *
 * Source: Amazon S3 API reference, CopyObject, x-amz-copy-source.
 */
export function copySourceArn(header: string): CopySourceArn | undefined {
  const { path, version, isUnderstood } = readHeader(header);
  if (!path.startsWith('arn:')) return undefined;
  if (!isUnderstood) throw invalidSourceBucket();
  return { arn: path, VersionId: version };
}

/**
 * The refusal of an ARN that is not that of an object through an access point.
 *
 * Undocumented: AWS does not state the error. Public reports show it.
 */
export function invalidSourceBucket(): AwsError {
  return invalid('Invalid copy source bucket name', 'x-amz-copy-source');
}

/** The value of x-amz-copy-source for an object. */
export function writtenCopySource({ Bucket, Key, VersionId }: ObjectReference): string {
  const plain = `${Bucket}/${encodeURIComponent(Key)}`;
  return VersionId === undefined ? plain : `${plain}?versionId=${VersionId}`;
}

interface ReadHeader {
  /** The decoded text before the version, without the address of an endpoint and a leading slash. */
  readonly path: string;
  readonly version: string | undefined;
  /** False if a query is there that is not that of a version. */
  readonly isUnderstood: boolean;
}

function readHeader(header: string): ReadHeader {
  const [path = '', query, ...more] = header.replace(ENDPOINT, '').split('?');
  const version = query === undefined ? undefined : /^versionId=([^&=]+)$/.exec(query)?.[1];
  return {
    path: decode((path.startsWith('/') ? path.slice(1) : path).replaceAll('+', ' ')),
    version,
    isUnderstood: more.length === 0 && (query === undefined || version !== undefined),
  };
}

/** The beginning of a URL at an endpoint whose host names no bucket. */
const ENDPOINT = /^https?:\/\/(?:s3[.-][\w.-]+|localhost|127\.0\.0\.1)(?::\d+)?\//;

function invalid(message: string, ArgumentValue: string): AwsError {
  return new AwsError('InvalidArgument', 400, message, { ArgumentName: 'x-amz-copy-source', ArgumentValue });
}

/** Decodes percent-encoded text. Text that is not UTF-8 decodes to the empty text, which is not a copy source. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
