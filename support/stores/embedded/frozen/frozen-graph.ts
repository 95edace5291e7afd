/** A primitive value, `[n]` for the node with a number, or `[]` for undefined. */
export type Slot = string | number | boolean | null | readonly [] | readonly [number];

/** A value that is not primitive, by its kind. */
export type Node =
  | { readonly object: Readonly<Record<string, Slot>> }
  | { readonly array: readonly Slot[] }
  | { readonly map: readonly (readonly [Slot, Slot])[] }
  | { readonly set: readonly Slot[] }
  | { readonly date: string }
  /** Base64. */
  | { readonly buffer: string }
  /** Base64. */
  | { readonly bytes: string }
  /** Base64: the bytes of a secret key, PKCS #8 of a private one, SPKI of a public one. */
  | { readonly key: 'secret' | 'private' | 'public'; readonly material: string }
  /** A value of a class, by the name of its row. */
  | { readonly class: string; readonly of: Slot };

/**
 * Values that refer to each other, as JSON holds them. Node 0 is the first value. A value that is referred to twice is one
 * node, so that circles are kept.
 */
export type FrozenGraph = readonly Node[];

/** A class whose values a graph may hold. */
export interface FrozenClass {
  readonly name: string;
  /** The value from which one of the class is made again; undefined for a value of another class. */
  readonly freeze: (value: object) => { readonly from: unknown } | undefined;
  /** Makes a value. An object that it is made from has its members only when `fill` is called. */
  readonly create: (from: unknown) => { readonly value: object; readonly fill?: () => void };
}
