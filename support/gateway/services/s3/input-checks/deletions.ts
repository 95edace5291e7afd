import type { ObjectIdentifier } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { malformedXml, notImplemented } from '../../../../aws/s3-errors.ts';
import type { Store } from '../../../../stores/store.ts';
import type { Check } from '../../../plan/check.ts';
import { emptyVersionId } from './listings.ts';
import { keyTooLong } from './object-description.ts';
import type { S3Request } from './s3-request.ts';

const MOST_KEYS = 1000;

/** Refuses DeleteObjects without a key, or with more than 1,000. Throws AwsError `MalformedXML`. */
export function checkDeletions({ operation, input }: S3Request): void {
  if (operation !== 'DeleteObjects') return;
  const { Delete }: { Delete?: { readonly Objects?: readonly ObjectIdentifier[] | undefined } } = input;
  const { length } = Delete?.Objects ?? [];
  if (length === 0 || length > MOST_KEYS) throw malformedXml();
}

/**
 * Refuses one entry of DeleteObjects for its form. It has a long key, an empty version id, a condition on
 * size or time, or an ETag that the store would ignore. The other entries are deleted.
 *
 * Source: Amazon S3 API reference, ObjectIdentifier: `Size` and `LastModifiedTime` are for directory buckets
 * only.
 * Undocumented: AWS does not state how S3 answers them for a general purpose bucket.
 */
export function deletionChecks(
  { Key = '', VersionId, ETag, Size, LastModifiedTime }: ObjectIdentifier,
  { cannotHold = [] }: Pick<Store, 'cannotHold'>,
): readonly Check[] {
  const errors = [
    keyTooLong(Key),
    VersionId === '' ? emptyVersionId() : undefined,
    Size === undefined ? undefined : notImplemented('Size'),
    LastModifiedTime === undefined ? undefined : notImplemented('LastModifiedTime'),
    ETag !== undefined && cannotHold.includes('ETag of DeleteObjects') ? notHeld() : undefined,
  ];
  return errors.flatMap((error) => (error === undefined ? [] : [{ kind: 'error', error }]));
}

function notHeld(): AwsError {
  const message =
    'keyhole: the store deletes objects whatever their ETag is. Leave the ETag out, or use the embedded store.';
  return new AwsError('NotImplemented', 501, message);
}
