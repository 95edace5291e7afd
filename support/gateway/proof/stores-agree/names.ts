import type { Values } from './request.ts';

/** For tests: what the names in requests stand for in the state of one store. */
export type Names = Map<string, string | Uint8Array>;

/** For tests: a value with each `{name}` replaced; text that is one name alone may become bytes. */
export function named(value: unknown, names: Names): unknown {
  if (typeof value === 'string') {
    const alone = /^\{(\w+)\}$/.exec(value)?.[1];
    const whole = alone === undefined ? undefined : names.get(alone);
    if (whole !== undefined) return whole;
    return value.replaceAll(/\{(\w+)\}/g, (text, name: string) => {
      const known = names.get(name);
      return typeof known === 'string' ? known : text;
    });
  }
  if (Array.isArray(value)) return value.map((each) => named(each, names));
  if (isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, named(each, names)]));
  return value;
}

/** For tests: a structure, other than bytes, dates and streams. */
export function isPlain(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** For tests: the part of an answer at a path such as `KeyMetadata.Arn`. */
export function partAt(answer: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (part, step) => (typeof part === 'object' && part ? Reflect.get(part, step) : undefined),
      answer,
    );
}
