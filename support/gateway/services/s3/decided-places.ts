import type { ObjectReference } from '../../../aws/object-reference.ts';
import type { Operation } from '../../../aws/operations.ts';
import { StaleDecisionError } from '../../../stores/stale-decision-error.ts';
import type { DecidedPlace, PlaceInS3 } from '../../../stores/store.ts';
import type { RequestFacts } from '../../context/request-facts.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { AccessPoint } from '../../surroundings/access-point.ts';
import { objectMembers } from './object-members.ts';

/** Operations that make an object: no decision about them rests on the one that they replace. */
const making: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'PutObject',
  'CopyObject',
  'CreateMultipartUpload',
  'UploadPart',
  'UploadPartCopy',
  'CompleteMultipartUpload',
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

function placesOf({ operation, input }: CallFacts<'s3'>): readonly PlaceInS3[] {
  const { Bucket, Key, VersionId } = objectMembers(input);
  if (Bucket === undefined) return [];
  if (operation === 'DeleteObjects') return [{ Bucket }, ...versionsToDelete(Bucket, input)];
  // Without a version, a deletion does not depend on the object that it hides.
  const hides = operation === 'DeleteObject' && VersionId === undefined;
  return Key === undefined || hides || making.has(operation) ? [{ Bucket }] : [{ Bucket, Key, VersionId }];
}

function versionsToDelete(Bucket: string, input: object): readonly PlaceInS3[] {
  const { Delete }: { readonly Delete?: { readonly Objects?: readonly Omit<PlaceInS3, 'Bucket'>[] } } = input;
  return (Delete?.Objects ?? []).flatMap(({ Key, VersionId }) =>
    VersionId === undefined ? [] : [{ Bucket, Key, VersionId }],
  );
}
