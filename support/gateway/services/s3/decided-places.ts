import type { ObjectReference } from '../../../aws/object-reference.ts';
import type { Operation } from '../../../aws/operations.ts';
import type { DecidedPlace, PlaceInS3, Store } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
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
 * Empty at a store that cannot compare them when it performs the call.
 */
export function decidedPlaces(call: CallFacts<'s3'>): readonly DecidedPlace[] {
  return call.operation === 'CreateBucket' ? [] : statesOf(call.store, placesOf(call));
}

/** The source of a copy, as it is before any of it is read. */
export function decidedSource(store: Store, reference: ObjectReference): readonly DecidedPlace[] {
  return statesOf(store, [reference]);
}

function statesOf(store: Store, places: readonly PlaceInS3[]): readonly DecidedPlace[] {
  return places.flatMap((place) => {
    const state = store.stateOf?.(place);
    return state === undefined ? [] : [{ place, state }];
  });
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
