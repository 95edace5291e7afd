import { type RequestContext, UNKNOWABLE } from '../../authorization/terms/permission.ts';
import { absentKeys, globalKeys } from './global-keys.ts';
import { organizationKeys } from './organization-keys.ts';
import type { RequestFacts } from './request-facts.ts';
import { isSuppliedKey, s3RequestKeys } from './service-keys.ts';

/** Values by condition key, in lower case. */
export type SuppliedValues = Map<string, readonly string[] | typeof UNKNOWABLE>;

/** Keys that AWS documents with more than one value. */
const multivaluedKeys: ReadonlySet<string> = new Set([
  'aws:tagkeys',
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'dynamodb:attributes',
  'dynamodb:leadingkeys',
  'kms:encryptioncontextkeys',
  'kms:grantoperations',
  'kms:resourcealiases',
  's3:requestobjecttagkeys',
  'sts:transitivetagkeys',
]);

/** Tag keys are part of the condition key's name; a family is known once its tags have been looked up. */
export type TagFamily =
  | 'aws:principaltag/'
  | 'aws:resourcetag/'
  | 's3:existingobjecttag/'
  | 'secretsmanager:resourcetag/';

/**
 * The condition keys of one permission: what the operation and the gateway supplied, else what the request says by
 * itself, else absent where AWS leaves the key out, else unknowable.
 */
export class CallContext implements RequestContext {
  readonly #facts: RequestFacts;
  readonly #supplied: SuppliedValues;
  readonly #knownFamilies = new Set<string>();

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
    const ofOrganization = organizationKeys[name];
    if (ofOrganization) return ofOrganization(this.#facts, this.#resourceAccount);
    if (absentKeys.has(name) || isSuppliedKey(name)) return undefined;
    return this.#knownFamilies.has(name.slice(0, name.indexOf('/') + 1)) ? undefined : UNKNOWABLE;
  }

  get #resourceAccount(): string | undefined {
    const account = this.#supplied.get('aws:resourceaccount');
    return typeof account === 'symbol' ? undefined : account?.[0];
  }

  /** Gives a key its value, looked up after planning; undefined leaves it absent. */
  supply(key: string, value: string | readonly string[] | undefined): void {
    if (value !== undefined) this.#supplied.set(key, typeof value === 'string' ? [value] : value);
  }

  /** Gives a family the tags that were looked up: those not among them are absent. */
  supplyTags(family: TagFamily, tags: Readonly<Record<string, string | undefined>>): void {
    this.#knownFamilies.add(family);
    for (const [tag, values] of suppliedValues(tags)) this.#supplied.set(`${family}${tag}`, values);
  }

  isMultivalued(key: string): boolean {
    return multivaluedKeys.has(key.toLowerCase());
  }
}

/**
 * Lower-cases the keys of supplied values and leaves out those that are undefined. Two keys that differ in letter case
 * only, as tags and pairs of an encryption context may, are one condition key with both values: AWS says of neither
 * that it is the one to compare, so that a condition which compares one value is not decided.
 */
export function suppliedValues(
  ...sources: (
    | Readonly<Record<string, string | readonly string[] | typeof UNKNOWABLE | undefined>>
    | undefined
  )[]
): SuppliedValues {
  const values: SuppliedValues = new Map();
  for (const source of sources) {
    for (const key in source) {
      const value = source[key];
      if (value === undefined) continue;
      const name = key.toLowerCase();
      values.set(name, both(values.get(name), typeof value === 'string' ? [value] : value));
    }
  }
  return values;
}

type Supplied = readonly string[] | typeof UNKNOWABLE;

function both(earlier: Supplied | undefined, value: Supplied): Supplied {
  if (earlier === undefined) return value;
  return earlier === UNKNOWABLE || value === UNKNOWABLE ? UNKNOWABLE : [...earlier, ...value];
}
