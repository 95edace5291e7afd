import { type RequestContext, UNKNOWABLE } from '../../authorization/permission.ts';
import { absentKeys, globalKeys } from './global-keys.ts';
import type { RequestFacts } from './request-facts.ts';
import { isSuppliedKey, s3RequestKeys } from './service-keys.ts';

/** Values by condition key, in lower case. */
export type SuppliedValues = ReadonlyMap<string, readonly string[] | typeof UNKNOWABLE>;

/** Keys that AWS documents with more than one value. */
const multivaluedKeys: ReadonlySet<string> = new Set([
  'aws:tagkeys',
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'kms:encryptioncontextkeys',
  'kms:grantoperations',
  'kms:resourcealiases',
  's3:requestobjecttagkeys',
  'sts:transitivetagkeys',
]);

/**
 * The condition keys of one permission: what the operation and the gateway supplied, else what the request says by
 * itself, else absent where AWS leaves the key out, else unknowable.
 */
export class CallContext implements RequestContext {
  readonly #facts: RequestFacts;
  readonly #supplied: SuppliedValues;

  constructor(facts: RequestFacts, supplied: SuppliedValues) {
    this.#facts = facts;
    this.#supplied = supplied;
  }

  get(key: string): readonly string[] | undefined | typeof UNKNOWABLE {
    const name = key.toLowerCase();
    const supplied = this.#supplied.get(name);
    if (supplied !== undefined) return supplied;
    const reader = globalKeys[name] ?? s3RequestKeys[name];
    if (reader) return reader(this.#facts);
    return absentKeys.has(name) || isSuppliedKey(name) ? undefined : UNKNOWABLE;
  }

  isMultivalued(key: string): boolean {
    return multivaluedKeys.has(key.toLowerCase());
  }
}

/** Lower-cases the keys of supplied values and leaves out those that are undefined. */
export function suppliedValues(
  ...sources: (Readonly<Record<string, string | readonly string[] | typeof UNKNOWABLE | undefined>> | undefined)[]
): Map<string, readonly string[] | typeof UNKNOWABLE> {
  const values = new Map<string, readonly string[] | typeof UNKNOWABLE>();
  for (const source of sources) {
    for (const key in source) {
      const value = source[key];
      if (value === undefined) continue;
      values.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
    }
  }
  return values;
}
