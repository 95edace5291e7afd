import type { ObjectReference } from '../../../aws/object-reference.ts';
import type { Operation } from '../../../aws/operations.ts';
import { accountOf } from '../../../aws/principal.ts';
import { StaleDecisionError } from '../../../stores/stale-decision-error.ts';
import type { DecidedPlace, PlaceInS3 } from '../../../stores/store.ts';
import type { RequestFacts } from '../../context/request-facts.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { AccessPoint } from '../../surroundings/access-point.ts';
import { objectMembers } from './object-members.ts';

/** Operations that replace an object. Of the one that they replace, decisions about them rest on its owner alone. */
const replacing: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'PutObject',
  'CopyObject',
  'CompleteMultipartUpload',
]);

/** Operations on uploads that replace nothing yet. */
const ofUploads: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'CreateMultipartUpload',
  'UploadPart',
  'UploadPartCopy',
  'AbortMultipartUpload',
  'ListParts',
]);

/**
 * The buckets and objects of S3 whose settings, ACLs, tags and locks decide a call, as they are before any of that is read.
 */
export function decidedPlaces(call: CallFacts<'s3'>): readonly DecidedPlace[] {
  if (call.operation === 'CreateBucket') return [];
  const places = statesOf(call, placesOf(call));
  requireSameAccessPoint(call.facts, call.facts.accessPoint);
  return places;
}

/** The source of a copy, as it is before any of it is read. */
export function decidedSource(call: Around, reference: ObjectReference): readonly DecidedPlace[] {
  const places = statesOf(call, [reference]);
  requireSameAccessPoint(call.facts, call.facts.sourceAccessPoint);
  return places;
}

/** Throws StaleDecisionError if an access point was changed after the request was found to come through it. */
function requireSameAccessPoint({ surroundings }: RequestFacts, point: AccessPoint | undefined): void {
  if (point !== undefined && surroundings?.stateOf(point.bucket).includes(point) === false)
    throw new StaleDecisionError(`the access point ${point.name}`);
}

/** The store of a call, and its facts, which know what the gateway keeps. */
type Around = Pick<CallFacts<'s3'>, 'store' | 'facts'>;

/** The states of places, as they are now. */
export function statesOf({ store, facts }: Around, places: readonly PlaceInS3[]): readonly DecidedPlace[] {
  return places.map((place) => ({
    place,
    state: store.stateOf?.(place),
    kept: facts.surroundings?.stateOf(place.Bucket),
  }));
}

function placesOf(call: CallFacts<'s3'>): readonly PlaceInS3[] {
  const { operation, input } = call;
  const { Bucket, Key, VersionId } = objectMembers(input);
  if (Bucket === undefined) return [];
  if (operation === 'DeleteObjects') return [{ Bucket }, ...objectsToDelete(Bucket, call)];
  if (Key === undefined) return [{ Bucket }];
  const place = { Bucket, Key, VersionId };
  if (replacing.has(operation)) return [{ Bucket }, replaced(place, call)];
  if (ofUploads.has(operation)) return [{ Bucket }];
  return operation === 'DeleteObject' ? [{ Bucket }, deleted(place, call)] : [place];
}

function objectsToDelete(Bucket: string, call: CallFacts<'s3'>): readonly PlaceInS3[] {
  const input: { readonly Delete?: { readonly Objects?: readonly Omit<PlaceInS3, 'Bucket'>[] } } & object = {
    ...call.input,
  };
  const objects = input.Delete?.Objects ?? [];
  return objects.map(({ Key, VersionId }) => deleted({ Bucket, Key, VersionId }, call));
}

/** Without a version, a deletion depends on nothing of the object that it hides but its owner. */
function deleted(place: PlaceInS3, call: CallFacts<'s3'>): PlaceInS3 {
  return place.VersionId === undefined ? replaced(place, call) : place;
}

/** An object in whose place a call puts another, or none. */
function replaced({ Bucket, Key }: PlaceInS3, { facts: { principal } }: CallFacts<'s3'>): PlaceInS3 {
  return { Bucket, Key, replacedBy: accountOf(principal) ?? 'anonymous' };
}
