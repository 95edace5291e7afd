import { AwsError } from '../../../../aws/aws-error.ts';
import type { ObjectReference } from '../../../../aws/object-reference.ts';
import type { Upstream } from '../../upstream/upstream.ts';

interface Markers {
  readonly KeyMarker?: string;
  readonly VersionIdMarker?: string;
}

/**
 * True if the endpoint lists a version of an object; the newest one if the reference names none. A delete marker
 * is no version. Reads page after page. Throws AwsError if a page cannot be read or leads nowhere.
 */
export async function isListed(
  { Bucket, Key, VersionId }: ObjectReference,
  upstream: Upstream,
  at: { readonly account: string; readonly region: string },
): Promise<boolean> {
  let markers: Markers = {};
  for (;;) {
    const input = { Bucket, Prefix: Key, ...markers };
    const listing = { service: 's3', operation: 'ListObjectVersions', input } as const;
    const page = await upstream.perform({ ...listing, ...at });
    const { Versions = [], IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
    const there = Versions.some(
      (version) =>
        version.Key === Key && (VersionId === undefined ? version.IsLatest : version.VersionId === VersionId),
    );
    if (there) return true;
    // Keys are listed in order: the longer keys with this prefix come after the key itself.
    if (IsTruncated !== true || (NextKeyMarker !== undefined && NextKeyMarker !== Key)) return false;
    if (NextVersionIdMarker === undefined || NextVersionIdMarker === markers.VersionIdMarker)
      throw unfinished(Bucket);
    markers = { KeyMarker: Key, VersionIdMarker: NextVersionIdMarker };
  }
}

function unfinished(bucket: string): AwsError {
  const message = `keyhole cannot list the versions in ${bucket}: the endpoint says that there are more and does not give them.`;
  return new AwsError('NotImplemented', 501, message);
}
