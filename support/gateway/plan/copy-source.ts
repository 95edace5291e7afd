import type { ObjectReference } from '../../stores/store.ts';
import { AwsError } from '../../wire/aws-error.ts';

/**
 * Reads x-amz-copy-source: `bucket/key`, with or without a leading slash, percent-encoded, with an optional
 * `?versionId=`. Throws InvalidArgument. Source: Amazon S3 API Reference, CopyObject, x-amz-copy-source.
 */
export function parseCopySource(header: string): ObjectReference {
  const [path = '', query, ...rest] = header.split('?');
  const version = query === undefined ? undefined : /^versionId=([^&]+)$/.exec(query)?.[1];
  const decoded = decode(path.startsWith('/') ? path.slice(1) : path);
  const slash = decoded?.indexOf('/') ?? -1;
  if (
    decoded === undefined ||
    slash < 1 ||
    slash === decoded.length - 1 ||
    rest.length > 0 ||
    (query && !version)
  ) {
    throw new AwsError(
      'InvalidArgument',
      400,
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      {
        ArgumentName: 'x-amz-copy-source',
        ArgumentValue: header,
      },
    );
  }
  return { Bucket: decoded.slice(0, slash), Key: decoded.slice(slash + 1), VersionId: version };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
