/**
 * A property of a thing, as text. If `value` differs and the text does not, the property changed in a way that is not shown:
 * contents and secrets never are.
 */
export type Fact = string | undefined | { readonly shown: string; readonly value: string };

/** Something in the world of a lab: a principal, a key, a bucket, a version of an object … */
export interface Thing {
  readonly kind: ThingKind;
  /** Its name among the things of its kind, which is an ARN for most. */
  readonly name: string;
  readonly facts: Readonly<Record<string, Fact>>;
  /** Policy documents as JSON text, by what each of them is for the thing. */
  readonly documents?: Readonly<Record<string, string | undefined>>;
}

/** The kinds of things, in the order in which they are told. */
export const thingKinds = [
  'scenario',
  'organization',
  'organizational unit',
  'member account',
  'VPC endpoint',
  'stated fact',
  'account',
  'user',
  'role',
  'group',
  'managed policy',
  'instance profile',
  'MFA device',
  'OIDC provider',
  'session',
  'KMS key',
  'alias',
  'grant',
  'bucket',
  'tags in policies',
  'access point',
  'object',
  'multipart upload',
  'secret',
  'table',
] as const;

/** One of {@link thingKinds}. */
export type ThingKind = (typeof thingKinds)[number];

/** Pairs of names and values as text, in the order of the names; undefined if there are none. */
export function pairs(entries: Iterable<readonly [string, string]>): string | undefined {
  const sorted = [...entries].toSorted(([one], [other]) => one.localeCompare(other));
  return sorted.length === 0 ? undefined : sorted.map(([name, value]) => `${name}=${value}`).join(', ');
}

/** Names as text, in their order; undefined if there are none. */
export function names(all: Iterable<string>): string | undefined {
  return [...all].toSorted().join(', ') || undefined;
}

/** A value of a configuration as compact JSON; undefined for none and for an empty list. */
export function json(value: unknown): string | undefined {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  return JSON.stringify(value);
}
