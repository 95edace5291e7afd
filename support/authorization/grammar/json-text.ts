import { type JsonNode, locate, offsetOfPath } from './json-tree.ts';
import { membersKept, membersWritten } from './member-count.ts';
import { offsetOfSyntaxFault } from './syntax-fault.ts';

/** A parsed JSON text that knows the position of each member and element. */
export interface JsonText {
  readonly value: unknown;
  /**
   * The position of a path such as `Statement[2].Action`, or of the innermost value around it that exists in the text.
   */
  positionOf(path: string): Position;
  /**
   * Path of the first member whose name occurs twice in one object. JSON.parse would silently drop the first of the two.
   */
  readonly duplicate: string | undefined;
}

/** A position in a text; line and column are counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Parses JSON in time linear in its length, however deep it is nested. Throws {@link SyntaxError} as JSON.parse does.
 */
export function readJsonText(text: string): JsonText {
  const value: unknown = JSON.parse(text);
  // JSON.parse keeps one of two members with the same name. Texts with such members, and faults, are rare: only then does the
  // text have to be read for places.
  const duplicate = membersWritten(text) === membersKept(value) ? undefined : locate(text).duplicate;
  let root: JsonNode | undefined;
  const positionOf = (path: string) => {
    root ??= locate(text).root;
    return positionAt(text, offsetOfPath(root, path));
  };
  return { value, duplicate, positionOf };
}

/**
 * The position of the first character that is not valid JSON; undefined if the whole text is valid. The errors of
 * JSON.parse do not always give it.
 */
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
