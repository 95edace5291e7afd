import { DecidedOnOther } from '../../../decided-on-other.ts';
import type { Call, ObjectReference } from '../../../store.ts';
import type { ObjectHead, StoredEncryptions } from './stored-encryptions.ts';

/** What is thrown in place of an object that is encrypted otherwise than what its reading was decided on. */
export function otherThanDecided(
  encryptions: StoredEncryptions,
  { operation, input, conditions }: Call,
  head: ObjectHead,
): DecidedOnOther | undefined {
  const decided = conditions?.encryption;
  if (operation !== 'GetObject' || decided === undefined) return undefined;
  const { Bucket = '', Key = '', VersionId }: Partial<ObjectReference> = input;
  const object = { Bucket, Key, VersionId };
  if (encryptions.confirms(decided, object, head)) return undefined;
  encryptions.doubt(object);
  return new DecidedOnOther(`${Bucket}/${Key}`);
}
