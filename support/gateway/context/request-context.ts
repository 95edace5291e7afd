import { Readings, type RequestContext, UNKNOWABLE } from '../../authorization/terms/permission.ts';
import { claimKeyOfSession } from './claim-keys.ts';
import { conditionKey } from './condition-keys.ts';
import type { RequestFacts } from './request-facts.ts';
import { requestKeys } from './request-keys.ts';

const readers = new Map(Object.entries(requestKeys).map(([name, read]) => [name.toLowerCase(), read]));

/** Values by condition key, in lower case. */
export type SuppliedValues = Map<string, readonly string[] | Readings | typeof UNKNOWABLE>;

/** Tag keys are part of the condition key's name; a family is known once its tags have been looked up. */
export type TagFamily =
  | 'aws:principaltag/'
  | 'aws:resourcetag/'
  | 'iam:resourcetag/'
  | 's3:buckettag/'
  | 's3:existingobjecttag/'
  | 'secretsmanager:resourcetag/';

/** The values of tags by their keys. Under `*` stands what every tag of the family is. */
export type TagValues = Readonly<Record<string, string | Readings | typeof UNKNOWABLE | undefined>>;

/**
 * The condition keys of one permission. A value is taken from the operation or the gateway, else from the
 * request itself. A key is absent if AWS leaves it out or has no such key; otherwise it is unknowable.
 */
export class CallContext implements RequestContext {
  readonly #facts: RequestFacts;
  #supplied: SuppliedValues | (() => SuppliedValues);
  #withoutAbac: Map<string, string> | undefined;
  #knownFamilies: Set<string> | undefined;

  /** `supplied`: the values that the operation or the gateway gives, or how to collect them. Most policies ask for none. */
  constructor(facts: RequestFacts, supplied: SuppliedValues | (() => SuppliedValues)) {
    this.#facts = facts;
    this.#supplied = supplied;
  }

  get #values(): SuppliedValues {
    if (typeof this.#supplied === 'function') this.#supplied = this.#supplied();
    return this.#supplied;
  }

  /** A claim of the token with which the caller's session was started. */
  #claim(name: string): ReturnType<RequestContext['get']> {
    const { principal } = this.#facts;
    const identity = principal.type === 'AssumedRole' ? principal.webIdentity : undefined;
    return identity && claimKeyOfSession(identity, name);
  }

  /** The request that the permission is part of. */
  get facts(): RequestFacts {
    return this.#facts;
  }

  /** True for a key, in lower case, whose value the operation or its service gives: no assumption bears on it. */
  isSettled(name: string): boolean {
    return this.#values.has(name);
  }

  get(key: string): readonly string[] | undefined | typeof UNKNOWABLE {
    const name = key.toLowerCase();
    const supplied = this.#values.get(name);
    if (supplied !== undefined) return supplied instanceof Readings ? UNKNOWABLE : supplied;
    switch (conditionKey(name)?.from) {
      case 'request':
        return readers.get(name)?.(this.#facts, this.#resourceAccount);
      case 'unknowable':
        return UNKNOWABLE;
      case 'lookup':
        return this.#knownFamilies?.has(name.slice(0, name.indexOf('/') + 1)) ? undefined : UNKNOWABLE;
      default:
        return this.#claim(name);
    }
  }

  get #resourceAccount(): string | undefined {
    const account = this.#values.get('aws:resourceaccount');
    return Array.isArray(account) ? account[0] : undefined;
  }

  /** Gives a key its value, looked up after planning; undefined leaves it absent. */
  supply(key: string, value: string | readonly string[] | undefined): void {
    if (value !== undefined) this.#values.set(key, typeof value === 'string' ? [value] : value);
  }

  /** Gives a family the tags that were looked up; any other tag is absent. */
  supplyTags(family: TagFamily, tags: TagValues): void {
    if (tags['*'] === UNKNOWABLE) return;
    this.#knownFamilies ??= new Set();
    this.#knownFamilies.add(family);
    for (const [tag, values] of suppliedValues(tags)) this.#values.set(`${family}${tag}`, values);
  }

  /** Notes tags of the bucket that do not count: they explain why a key is absent. */
  noteWithoutAbac(family: TagFamily, tags: Readonly<Record<string, string>>): void {
    this.#withoutAbac ??= new Map();
    for (const tag in tags) this.#withoutAbac.set(`${family}${tag.toLowerCase()}`, tags[tag] ?? '');
  }

  withoutAbac(key: string): string | undefined {
    return this.#withoutAbac?.get(key.toLowerCase());
  }

  readings(key: string): Readings | undefined {
    const supplied = this.#values.get(key.toLowerCase());
    return supplied instanceof Readings ? supplied : undefined;
  }

  isMultivalued(key: string): boolean {
    return conditionKey(key.toLowerCase())?.many === true;
  }
}

/**
 * Lower-cases the keys of supplied values and leaves out those that are undefined. Two pairs of an encryption
 * context, or two tags, may differ in letter case only: they are one condition key with both values. AWS does
 * not say which of them it compares, so a condition on one value is not decided.
 */
export function suppliedValues(
  ...sources: (
    | Readonly<Record<string, string | readonly string[] | Readings | typeof UNKNOWABLE | undefined>>
    | undefined
  )[]
): SuppliedValues {
  const values: SuppliedValues = new Map();
  const joined = new Map<string, string[]>();
  for (const source of sources) {
    for (const key in source) {
      const value = source[key];
      if (value === undefined) continue;
      const name = key.toLowerCase();
      const given = typeof value === 'string' ? [value] : value;
      const earlier = values.get(name);
      if (earlier === undefined) values.set(name, given);
      else if (!isList(earlier) || !isList(given)) values.set(name, UNKNOWABLE);
      else values.set(name, join(joined, name, { earlier, given }));
    }
  }
  return values;
}

function isList(given: readonly string[] | Readings | typeof UNKNOWABLE): given is readonly string[] {
  return Array.isArray(given);
}

/** Adds to the values of a name, without a copy for each value. */
function join(
  joined: Map<string, string[]>,
  name: string,
  { earlier, given }: { readonly earlier: readonly string[]; readonly given: readonly string[] },
): readonly string[] {
  const values = joined.get(name) ?? [...earlier];
  for (const value of given) values.push(value);
  joined.set(name, values);
  return values;
}
