import { AwsError } from './aws-error.ts';

/** The object that a copy reads. */
export interface CopySource {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId: string | undefined;
}

/**
 * Reads x-amz-copy-source: percent-encoded `bucket/key`, with or without a slash in front, and the version to copy
 * as `?versionId=…`. Access points and anything that could be read in two ways are refused. Throws InvalidArgument.
 *
 * Source: Amazon S3 API reference, CopyObject, x-amz-copy-source.
 */
export function parseCopySource(header: string): CopySource {
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

/** Percent-decoded text. Text that is not UTF-8 decodes to the empty text, which is not a copy source. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
