import { locate, offsetOfPath } from './json-tree.ts';
import { offsetOfSyntaxFault } from './syntax-fault.ts';

/** A JSON text read, with where each member and element begins. */
export interface JsonText {
  readonly value: unknown;
  /** The place of a path such as `Statement[2].Action`, or of the innermost thing around it that is in the text. */
  positionOf(path: string): Position;
  /** Path of the first member whose name occurs twice in one object: JSON.parse would silently drop the first. */
  readonly duplicate: string | undefined;
}

/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Reads JSON in time linear in its length, however deep it is nested. Throws {@link SyntaxError} as JSON.parse does. */
export function readJsonText(text: string): JsonText {
  const value: unknown = JSON.parse(text);
  const { root, duplicate } = locate(text);
  return { value, duplicate, positionOf: (path) => positionAt(text, offsetOfPath(root, path)) };
}

/** Where a text ceases to be JSON: the errors of JSON.parse do not always say. Undefined where it is JSON. */
export function positionOfSyntaxFault(text: string): Position | undefined {
  const offset = offsetOfSyntaxFault(text);
  return offset === undefined ? undefined : positionAt(text, offset);
}

/** The path of a member: `Statement[0].Effect`. */
export function memberPath(parent: string, name: string): string {
  return parent === '' ? name : `${parent}.${name}`;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
