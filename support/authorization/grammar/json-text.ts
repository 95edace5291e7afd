import { offsetOfSyntaxFault } from './syntax-fault.ts';

/** A JSON text read, with where each member and element begins. */
export interface JsonText {
  readonly value: unknown;
  /** Line and column, both from 1, of a path such as `Statement[2].Action`. */
  positionOf(path: string): Position | undefined;
  /** Paths of members whose name occurs twice in one object: JSON.parse would silently drop the first. */
  readonly duplicates: readonly string[];
}

/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Reads JSON. Throws {@link SyntaxError} as JSON.parse does. */
export function readJsonText(text: string): JsonText {
  const value: unknown = JSON.parse(text);
  const { offsets, duplicates } = locate(text);
  return {
    value,
    duplicates,
    positionOf(path) {
      const offset = offsets.get(path);
      return offset === undefined ? undefined : positionAt(text, offset);
    },
  };
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

/** One open object or array while scanning. */
interface Open {
  readonly path: string;
  /** Names seen so far in an object; undefined for an array. */
  readonly names: Set<string> | undefined;
  index: number;
  /** Path of the member whose value comes next. */
  next: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]|[^\s{}[\],:"]+/gy;
const GAP = /[\s:]*/y;

/** Scans a text already known to be JSON. */
function locate(text: string): { offsets: ReadonlyMap<string, number>; duplicates: readonly string[] } {
  const offsets = new Map<string, number>();
  const duplicates: string[] = [];
  const open: Open[] = [];
  let expectsName = false;
  for (const { token, offset } of tokensOf(text)) {
    const top = open.at(-1);
    if (token === ',') {
      if (top !== undefined) top.index += 1;
      expectsName = top?.names !== undefined;
    } else if (token === '}' || token === ']') {
      open.pop();
      expectsName = false;
    } else if (expectsName && top?.names !== undefined) {
      const name: string = JSON.parse(token);
      top.next = memberPath(top.path, name);
      if (top.names.has(name)) duplicates.push(top.next);
      top.names.add(name);
      offsets.set(top.next, offset);
      expectsName = false;
    } else {
      const path = top === undefined ? '' : top.names === undefined ? `${top.path}[${top.index}]` : top.next;
      if (!offsets.has(path)) offsets.set(path, offset);
      if (token === '{' || token === '[') {
        open.push({ path, names: token === '{' ? new Set() : undefined, index: 0, next: '' });
        expectsName = token === '{';
      }
    }
  }
  return { offsets, duplicates };
}

function* tokensOf(text: string): Generator<{ token: string; offset: number }> {
  let offset = 0;
  for (;;) {
    GAP.lastIndex = offset;
    offset += GAP.exec(text)?.[0].length ?? 0;
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return;
    yield { token, offset };
    offset += token.length;
  }
}
