import { locate, offsetOfPath } from './json-tree.ts';
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
  // The positions of a text are worked out only if something in it is wrong.
  let located: ReturnType<typeof locate> | undefined;
  const tree = () => {
    located ??= locate(text);
    return located;
  };
  // V8 13.6 gives a member whose name is one escaped character another name, so that members cannot be counted there.
  const isCountable = !text.includes('\\');
  const duplicate = isCountable && colonsIn(text) === membersIn(value) ? undefined : tree().duplicate;
  return { value, duplicate, positionOf: (path) => positionAt(text, offsetOfPath(tree().root, path)) };
}

/**
 * The number of colons outside strings of a valid JSON text without escapes. Each member has one, and of two with one name each
 * has its own.
 */
function colonsIn(text: string): number {
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === COLON) colons++;
    else if (character === QUOTE) at = text.indexOf('"', at + 1);
  }
  return colons;
}

const COLON = 0x3a;
const QUOTE = 0x22;

/** The number of members of all objects in a parsed value, however deep it is nested. */
function membersIn(value: unknown): number {
  let members = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one !== 'object' || one === null) continue;
    const inner: readonly unknown[] = Array.isArray(one) ? one : Object.values(one);
    if (inner !== one) members += inner.length;
    for (const each of inner) if (typeof each === 'object') waiting.push(each);
  }
  return members;
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
