import type { GapList, LineOf, Place } from './gap-list.ts';
import type { PolicyPlaces } from './policy-places.ts';
import { UnknownValue, unknownWithin } from './unknown-value.ts';

/** The resource or part of one that is read, and where its gaps go. */
export interface Reading {
  readonly place: Place;
  readonly gaps: GapList;
  /** The path from the resource to these properties. */
  readonly path?: readonly string[];
  /** The lines by paths within the resource. */
  readonly lineOf?: LineOf;
  /** The list that keeps the places of policies. */
  readonly policies?: PolicyPlaces;
  /** True for a value that says as much as its absence. */
  readonly isUnset?: (value: unknown) => boolean;
}

/**
 * Reads the properties of a resource, and lists each one that no code read. A property that is not read bears on access
 * unless it is named in `ignore`.
 */
export class PropertyReader {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #reading: Reading;
  readonly #seen = new Set<string>();

  constructor(values: unknown, reading: Reading) {
    this.#reading = reading;
    const isObject = typeof values === 'object' && values !== null && !Array.isArray(values);
    this.#values = isObject && !(values instanceof UnknownValue) ? { ...values } : {};
    if (!isObject && values !== undefined && values !== null)
      this.#note(undefined, 'it is not a list of properties', LEFT_OUT);
    if (values instanceof UnknownValue) this.#note(undefined, values.reason, LEFT_OUT);
  }

  /** True if the property is written and not null. */
  has(name: string): boolean {
    return (this.#values[name] ?? undefined) !== undefined;
  }

  /** The value as it is, with unknown values in it. */
  raw(name: string): unknown {
    this.#seen.add(name);
    return this.#values[name] ?? undefined;
  }

  /** The value if all of it is known; otherwise it is listed, and undefined. */
  known(name: string, consequence = LEFT_OUT): unknown {
    const value = this.raw(name);
    const unknown = unknownWithin(value);
    if (unknown === undefined) return value;
    this.#note(name, unknown.reason, consequence);
    return undefined;
  }

  /** A text or number as text. */
  text(name: string, consequence = LEFT_OUT): string | undefined {
    const value = this.known(name, consequence);
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    this.#note(name, 'it is not a text', consequence);
    return undefined;
  }

  /** A boolean, which may be written as a text. */
  flag(
    name: string,
    otherwise = false,
    { consequence = LEFT_OUT, ifUnknown = otherwise }: Flag = {},
  ): boolean {
    const value = this.known(name, consequence);
    if (value === undefined) return this.has(name) ? ifUnknown : otherwise;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    this.#note(name, 'it is neither true nor false', consequence);
    return ifUnknown;
  }

  /** True for the status Enabled, and false for Disabled or none. Any other is listed, and false. */
  enabled(name: string, consequence = LEFT_OUT): boolean {
    const status = this.text(name, consequence) ?? 'Disabled';
    if (status !== 'Enabled' && status !== 'Disabled')
      this.#note(name, 'it is neither Enabled nor Disabled', consequence);
    return status === 'Enabled';
  }

  /** The items of a list; a value that is no list is its only item. Unknown items are listed and left out. */
  list(name: string, consequence = LEFT_OUT): readonly unknown[] {
    const value = this.raw(name);
    if (value === undefined) return [];
    const items = Array.isArray(value) ? value : [value];
    return items.filter((item, index) => {
      if (!(item instanceof UnknownValue)) return true;
      const path = Array.isArray(value) ? [name, String(index)] : [name];
      this.#reading.gaps.add(this.#placeAt(path), item.reason, consequence);
      return false;
    });
  }

  /** The texts of a list. Items that are unknown or no text are listed; `standIn` stands for all of them, if it is given. */
  texts(name: string, consequence = LEFT_OUT, standIn?: string): readonly string[] {
    const items = this.list(name, consequence);
    const texts = items.flatMap((item) => {
      if (typeof item === 'string') return [item];
      if (typeof item === 'number') return [String(item)];
      this.#note(name, 'an item of it is not a text', consequence);
      return [];
    });
    const written = this.raw(name);
    const count = written === undefined ? 0 : Array.isArray(written) ? written.length : 1;
    return texts.length < count && standIn !== undefined ? [...texts, standIn] : texts;
  }

  /** A reader of the properties within a property. */
  within(name: string): PropertyReader {
    return new PropertyReader(this.raw(name), this.#below([name]));
  }

  /** Readers of the items of a list of objects. */
  each(name: string): readonly PropertyReader[] {
    return this.list(name).map((item, index) => new PropertyReader(item, this.#below([name, String(index)])));
  }

  /**
   * Readers of the items that a list of policies may have. An item that a condition decides, which is not known, is each of its alternatives, and of
   * these only what denies counts. Any other item that is not known is undefined. Both are listed.
   */
  eachPossible(name: string): readonly (PropertyReader | undefined)[] {
    const value = this.raw(name);
    if (value === undefined) return [];
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) => {
      const path = Array.isArray(value) ? [name, String(index)] : [name];
      if (!(item instanceof UnknownValue)) return [new PropertyReader(item, this.#below(path))];
      const { gaps } = this.#reading;
      const possible = possibleItems(item);
      const isAnything = possible === undefined;
      gaps.add(this.#placeAt(path), item.reason, isAnything ? DENIES_ALL : ONLY_DENIALS);
      if (isAnything) return [undefined];
      const below = this.#below(path);
      const { lineOf: _, ...reading } = below;
      const place = { ...this.#placeAt(path), isUncertain: true };
      return possible.map((one) => new PropertyReader(one, { ...reading, place }));
    });
  }

  /** Marks properties that do not bear on access. */
  ignore(...names: readonly string[]): this {
    for (const name of names) this.#seen.add(name);
    return this;
  }

  /** Marks all further properties as such that do not bear on access. */
  ignoreRest(): void {
    this.ignore(...Object.keys(this.#values));
  }

  /** Lists a property with a reason that the mapping found. */
  note(name: string | undefined, reason: string, consequence: string): void {
    this.#note(name, reason, consequence);
  }

  /** The place of a property, for policies. */
  placeOf(name: string): Place {
    return this.#placeAt([name]);
  }

  #placeAt(within: readonly string[]): Place {
    const path = [...(this.#reading.path ?? []), ...within];
    const { place, lineOf, policies } = this.#reading;
    return {
      ...place,
      line: lineOf?.(path) ?? place.line,
      property: shownPath(path),
      lineOf: lineOf && ((part) => lineOf([...path, ...part])),
      policies,
    };
  }

  /** Lists the properties that no code read. */
  finish(): void {
    for (const [name, value] of Object.entries(this.#values)) {
      if (this.#seen.has(name) || value === undefined || value === null) continue;
      if (this.#reading.isUnset?.(value) === true) continue;
      this.#note(name, 'keyhole does not know this property', 'its effect on access is left out');
    }
  }

  #note(name: string | undefined, reason: string, consequence: string): void {
    const { gaps, place } = this.#reading;
    gaps.add(name === undefined ? place : this.placeOf(name), reason, consequence);
  }

  #below(path: readonly string[]): Reading {
    return { ...this.#reading, path: [...(this.#reading.path ?? []), ...path] };
  }
}

/** The value of a flag that is not known, and the effect on decisions. */
interface Flag {
  readonly consequence?: string;
  readonly ifUnknown?: boolean;
}

/** The effects on decisions of a policy that is not known, and of one that may not be there. */
export const DENIES_ALL = 'everything that the policy could deny is denied here';
export const ONLY_DENIALS = 'what the policy denies is denied here, and what it allows is left out';

/** The items that a value may stand for; undefined if one of its alternatives is not known either. */
function possibleItems({ alternatives }: UnknownValue): readonly unknown[] | undefined {
  if (alternatives.length === 0) return undefined;
  const items = alternatives
    .flat()
    .map((item) => (item instanceof UnknownValue ? possibleItems(item) : [item]));
  return items.includes(undefined) ? undefined : items.flatMap((some) => some ?? []);
}

const LEFT_OUT = 'it is left out';

function shownPath(path: readonly string[]): string {
  return path.reduce(
    (text, part) => (/^\d+$/.test(part) ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}
