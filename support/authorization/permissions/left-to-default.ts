import { Readings } from '../terms/permission.ts';

/**
 * The value of a member that the request leaves to its default. `Null` finds the key absent, as in the policies of the KMS
 * guide.
 * Undocumented: whether the other operators compare the default, as with most keys, or find the key absent too.
 */
export function leftTo(byDefault: string): Readings {
  return new Readings([undefined, byDefault], { isAbsentForNull: true });
}
