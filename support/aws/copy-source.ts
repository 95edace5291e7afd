import { AwsError } from './aws-error.ts';
import type { ObjectReference } from './object-reference.ts';

/**
 * Parses x-amz-copy-source: a percent-encoded `bucket/key`, with or without a leading slash, and the version to copy as
 * `?versionId=…`. Throws InvalidArgument, also for access points and for text that two parsers could read differently.
 *
 * Source: Amazon S3 API reference, CopyObject, x-amz-copy-source.
 */
export function parseCopySource(header: string): ObjectReference {
  const [path = '', query, ...more] = header.split('?');
  const decoded = decode(path.startsWith('/') ? path.slice(1) : path);
  const slash = decoded.indexOf('/');
  const version = query === undefined ? undefined : /^versionId=([^&=]+)$/.exec(query)?.[1];
  const understood = more.length === 0 && (query === undefined || version !== undefined);
  if (!understood || slash < 1 || slash === decoded.length - 1 || decoded.startsWith('arn:')) {
    throw new AwsError(
      'InvalidArgument',
      400,
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      { ArgumentName: 'x-amz-copy-source', ArgumentValue: header },
    );
  }
  return { Bucket: decoded.slice(0, slash), Key: decoded.slice(slash + 1), VersionId: version };
}

/** Decodes percent-encoded text. Text that is not UTF-8 decodes to the empty text, which is not a copy source. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
