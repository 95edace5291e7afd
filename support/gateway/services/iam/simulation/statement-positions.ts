import type { Position } from '@aws-sdk/client-iam';
import { readJsonText } from '../../../../authorization/grammar/json-text.ts';

/** The place of a statement in its document. */
interface Place {
  readonly StartPosition: Position;
  readonly EndPosition: Position;
}

/**
 * The place of a statement of a document: from the end of the token before it, to its closing brace. Lines and columns are
 * counted from 1.
 *
 * Undocumented: which characters AWS counts. Answers of AWS that people published begin a statement of a list so.
 */
export function placeOfStatement(document: string, index: number): Place {
  const { value, positionOf } = readJsonText(document);
  const isList = Array.isArray(Reflect.get(value as object, 'Statement'));
  const named = offsetOf(document, positionOf(isList ? `Statement[${index}]` : 'Statement'));
  // The position of a member is that of its name.
  const brace = isList ? named : document.indexOf('{', named);
  const start = document.slice(0, brace).trimEnd().length;
  return {
    StartPosition: positionAt(document, start),
    EndPosition: positionAt(document, endOfObject(document, brace)),
  };
}

/** The offset after an object of a JSON text that is known to be valid. */
function endOfObject(text: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[{}]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '{') depth++;
    if (match[0] === '}' && --depth === 0) return token.lastIndex;
  }
  return text.length;
}

function offsetOf(
  text: string,
  { line, column }: { readonly line: number; readonly column: number },
): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { Line: before.split('\n').length, Column: offset - before.lastIndexOf('\n') };
}
