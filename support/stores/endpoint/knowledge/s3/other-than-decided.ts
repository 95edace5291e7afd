import { DecidedOnOther } from '../../../decided-on-other.ts';
import type { Call, ObjectReference } from '../../../store.ts';
import type { ObjectHead, StoredEncryptions } from './stored-encryptions.ts';

/** Operations whose answers tell how the object is encrypted. */
const tellsEncryption: ReadonlySet<string> = new Set(['GetObject', 'HeadObject']);

/**
 * The error that replaces an answer about an object whose encryption is not the one that the call was decided on.
 *
 * Differs: an endpoint is not held to the encryption that UpdateObjectEncryption was decided on: its answer tells nothing of
 * it, and no condition of S3 covers it.
 */
export function otherThanDecided(
  encryptions: StoredEncryptions,
  { operation, input, conditions }: Call,
  head: ObjectHead,
): DecidedOnOther | undefined {
  const decided = conditions?.encryption;
  if (!tellsEncryption.has(operation) || decided === undefined) return undefined;
  const { Bucket = '', Key = '', VersionId }: Partial<ObjectReference> = input;
  const object = { Bucket, Key, VersionId };
  if (encryptions.confirms(decided, object, head)) return undefined;
  encryptions.doubt(object);
  return new DecidedOnOther(`${Bucket}/${Key}`);
}
