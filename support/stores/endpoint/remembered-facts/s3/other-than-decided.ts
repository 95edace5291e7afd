import type { ObjectReference } from '../../../../aws/object-reference.ts';
import { StaleDecisionError } from '../../../stale-decision-error.ts';
import type { Call } from '../../../store.ts';
import type { ObjectHead, StoredEncryptions } from './stored-encryptions.ts';

/** Operations whose answers state the encryption of the object. */
const tellsEncryption: ReadonlySet<string> = new Set(['GetObject', 'HeadObject']);

/**
 * The error that replaces an answer about an object if its encryption is not the one that the call was
 * decided on.
 */
export function otherThanDecided(
  encryptions: StoredEncryptions,
  { operation, input, conditions }: Call,
  head: ObjectHead,
): StaleDecisionError | undefined {
  const decided = conditions?.encryption;
  if (!tellsEncryption.has(operation) || decided === undefined) return undefined;
  const { Bucket = '', Key = '', VersionId }: Partial<ObjectReference> = input;
  const object = { Bucket, Key, VersionId };
  if (encryptions.confirms(decided, object, head)) return undefined;
  encryptions.doubt(object);
  return new StaleDecisionError(`${Bucket}/${Key}`);
}
