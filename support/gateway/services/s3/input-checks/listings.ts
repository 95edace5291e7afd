import type { AwsError } from '../../../../aws/aws-error.ts';
import { invalidArgument } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

const MAX_INTEGER = 2_147_483_647;

/** The members of listings that S3 checks by themselves. */
interface ListMembers {
  readonly EncodingType?: string;
  readonly ContinuationToken?: string;
  readonly KeyMarker?: string;
  readonly VersionIdMarker?: string;
  readonly VersionId?: string;
  readonly PartNumberMarker?: string;
}

/** The members that limit a page, and the arguments they are on the wire. */
const LIMITS = [
  ['MaxKeys', 'max-keys'],
  ['MaxParts', 'max-parts'],
  ['MaxUploads', 'max-uploads'],
] as const;

/**
 * Refuses a listing with a negative limit, an unknown encoding, an invalid marker, or a version marker
 * without its key. Refuses the empty version id of any request. Throws AwsError `InvalidArgument`.
 *
 * Source: Amazon S3 API reference, ListObjects, ListObjectsV2, ListObjectVersions, ListParts, ListMultipartUploads.
 */
export function checkListing({ operation, input }: S3Request): void {
  for (const [member, argument] of LIMITS) checkInteger(Reflect.get(input, member), argument);
  const members: ListMembers = input;
  const { EncodingType, ContinuationToken, PartNumberMarker, VersionId } = members;
  if (EncodingType !== undefined && EncodingType !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', EncodingType);
  // ListBuckets takes an empty token as none, and answers the first page.
  if (ContinuationToken === '' && operation !== 'ListBuckets') throw incorrectToken(ContinuationToken);
  if (PartNumberMarker !== undefined && PartNumberMarker !== '')
    checkInteger(
      /^\d+$/.test(PartNumberMarker) ? Number(PartNumberMarker) : PartNumberMarker,
      'part-number-marker',
    );
  if (VersionId === '') throw emptyVersionId();
  if (!members.VersionIdMarker || members.KeyMarker) return;
  const message = 'A version-id marker cannot be specified without a key marker.';
  throw invalidArgument(message, 'version-id-marker', members.VersionIdMarker);
}

/** The refusal of a continuation token that S3 did not give out. An empty one is not named. */
export function incorrectToken(token: string): AwsError {
  const message = 'The continuation token provided is incorrect';
  return invalidArgument(message, 'continuation-token', token || undefined);
}

/** The refusal of a version id without a character. */
export function emptyVersionId() {
  return invalidArgument('Version id cannot be the empty string', 'versionId', '');
}

function checkInteger(value: unknown, argument: string): void {
  if (value === undefined) return;
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_INTEGER) return;
  const message = `Argument ${argument} must be an integer between 0 and ${MAX_INTEGER}`;
  throw invalidArgument(message, argument, `${value}`);
}
