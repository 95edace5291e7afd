import { type JsonObject, objectAt } from '../../authorization/grammar/json-shapes.ts';
import { type Position, positionOfSyntaxFault, readJsonText } from '../../authorization/grammar/json-text.ts';

/** A policy document as it was written: JSON that is not checked yet. */
export interface WrittenPolicy {
  readonly value: unknown;
  /** The statements, as far as there are any: one may stand without its array. */
  readonly statements: readonly WrittenStatement[];
}

/** A statement as it was written. */
export interface WrittenStatement {
  readonly path: string;
  readonly value: unknown;
  readonly version: unknown;
}

/** Takes a JSON text apart. Throws SyntaxError as JSON.parse does. */
export function writtenPolicy(text: string): WrittenPolicy {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) return { value, statements: [] };
  const { Statement, Version: version } = value;
  const list: readonly unknown[] = Array.isArray(Statement)
    ? Statement
    : Statement === undefined
      ? []
      : [Statement];
  return { value, statements: list.map((one, i) => ({ path: `Statement[${i}]`, value: one, version })) };
}

/** The members of a statement. Throws PolicyError for one that is no object. */
export function membersOf({ value, path }: WrittenStatement): JsonObject {
  return objectAt(value, path);
}

/** True if a JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The place of a path in a text, or of the innermost value around it. If the text is not JSON, the place
 * where it stops being JSON.
 */
export function placeIn(text: string, path: string): Position {
  return positionOfSyntaxFault(text) ?? readJsonText(text).positionOf(path);
}
