import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { SpecError } from '../spec-error.ts';

/** The text of a file of the specification. Throws SpecError `unreadable-file`. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SpecError('unreadable-file', `${file} cannot be read: check its name and its permissions`, {
      cause,
    });
  }
}

/**
 * Reads a YAML file and checks its shape. Throws SpecError: `syntax` with line and column, or `invalid-document` with
 * every place that is wrong, as `file:line:column: accounts.intake: …`.
 */
export function readYaml<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines });
  const fault = document.errors[0];
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    const what = fault.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
    throw new SpecError('syntax', `${file}:${line}:${col}: this is not YAML: ${what}`, { cause: fault });
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(
    (issue) =>
      `${file}${placeOf(document, lines, issue.path)}: ${issue.path.map(String).join('.') || 'document'}: ${inWords(issue.message)}`,
  );
  throw new SpecError('invalid-document', places.join('\n'), { cause: parsed.error });
}

/** The fault in words: `is missing`, `Unrecognized key: "regoin"`. */
function inWords(message: string): string {
  return message.replace(/^Invalid input: expected .*, received undefined$/, 'is missing');
}

/** The place of the deepest node on the path that exists, such as `:12:5`. */
function placeOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): string {
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
      continue;
    const start: unknown = node.range[0];
    if (typeof start !== 'number') continue;
    const { line, col } = lines.linePos(start);
    return `:${line}:${col}`;
  }
  return '';
}
