import { suggestion } from '../terms/nearest.ts';
import { PolicyError } from '../terms/policy-error.ts';
import { memberPath } from './json-text.ts';

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object. Throws {@link PolicyError} for anything else. */
export function objectAt(value: unknown, path: string): JsonObject {
  if (!isObject(value)) throw new PolicyError(path, `must be a JSON object, not ${kindOf(value)}`);
  return value;
}

/** The value as a string. Throws {@link PolicyError} for anything else. */
export function stringAt(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new PolicyError(path, `must be a string, not ${kindOf(value)}`);
  return value;
}

/** A string, or an array of strings, as an array. Throws {@link PolicyError} for anything else and for an empty array. */
export function stringsAt(value: unknown, path: string): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value))
    throw new PolicyError(path, `must be a string or an array of strings, not ${kindOf(value)}`);
  if (value.length === 0) throw new PolicyError(path, 'must not be empty');
  if (!value.every((item) => typeof item === 'string'))
    value.forEach((item, i) => void stringAt(item, `${path}[${i}]`));
  return value;
}

/** Refuses unknown members and suggests the known member that is nearest in spelling. */
export function onlyKnown(object: JsonObject, known: readonly string[], path: string): void {
  for (const name of Object.keys(object)) {
    if (!known.includes(name)) {
      throw new PolicyError(memberPath(path, name), `unknown element "${name}"${suggestion(name, known)}`);
    }
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
