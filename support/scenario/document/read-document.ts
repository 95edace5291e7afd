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
  const places = parsed.error.issues
    .flatMap(mostSpecific)
    .map(
      (issue) =>
        `${file}${placeOf(document, lines, issue.path)}: ${issue.path.map(String).join('.') || 'document'}: ${inWords(issue.message)}`,
    );
  throw new SpecError('invalid-document', places.join('\n'), { cause: parsed.error });
}

/**
 * The faults of the form that was meant, if a value may have several forms: those of the form that fits furthest into
 * the value.
 */
function mostSpecific(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const forms = issue.errors.map((issues) =>
    issues.flatMap(mostSpecific).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const depthOf = (issues: readonly z.core.$ZodIssue[]) => Math.max(...issues.map(({ path }) => path.length));
  const deepest = forms.toSorted((a, b) => depthOf(b) - depthOf(a))[0] ?? [];
  return depthOf(deepest) === issue.path.length ? [issue] : deepest;
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
