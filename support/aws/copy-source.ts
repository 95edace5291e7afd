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
  const [path = '', query, ...more] = header.replace(ENDPOINT, '').split('?');
  const decoded = decode((path.startsWith('/') ? path.slice(1) : path).replaceAll('+', ' '));
  const slash = decoded.indexOf('/');
  const version = query === undefined ? undefined : /^versionId=([^&=]+)$/.exec(query)?.[1];
  const understood = more.length === 0 && (query === undefined || version !== undefined);
  if (!understood || slash < 1 || slash === decoded.length - 1 || decoded.startsWith('arn:')) {
    const hasKey = slash >= 0 && slash < decoded.length - 1;
    throw hasKey || !understood || decoded === ''
      ? invalid('Copy Source must mention the source bucket and key: sourcebucket/sourcekey', header)
      : invalid('Invalid copy source object key', 'x-amz-copy-source');
  }
  return { Bucket: decoded.slice(0, slash), Key: decoded.slice(slash + 1), VersionId: version };
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
