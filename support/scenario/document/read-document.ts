import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { suggest } from '../look-up.ts';
import { readText } from '../read-text.ts';
import { SpecError } from '../spec-error.ts';
import { membersAt } from './members-of-schema.ts';
import { yamlRemedy } from './syntax-remedy.ts';

/** A fault that a schema does not see, and the path to it. */
export type FurtherFault = Pick<Fault, 'path' | 'message'>;

/** The part of a document to read, and what to check besides its shape. */
interface Reading<S extends z.ZodType> {
  /** The member that is read; the whole document if it is left out. */
  readonly member?: string;
  /** Completes the document as it is written, before it is checked. */
  readonly complete?: (written: unknown) => unknown;
  /** Finds faults of a document of the right shape. It also gets the document as it is written. */
  readonly check?: (document: z.output<S>, written: unknown) => readonly FurtherFault[];
  /** The place of a part that another file describes, by its path. It is asked for what this file does not write. */
  readonly elsewhere?: (path: readonly PropertyKey[]) => string | undefined;
}

/**
 * Reads a YAML file, or the part of it under one member, and checks it. Throws SpecError: `syntax` with line and
 * column, or `invalid-document` with every place that is wrong, as `file:line:column: accounts.intake: …`.
 */
export function readYaml<S extends z.ZodType>(
  file: string,
  schema: S,
  reading: Reading<S> = {},
): z.output<S> {
  return parseYaml(file, readText(file), schema, reading);
}

/** Reads YAML as {@link readYaml} does, from a text. `file` names it in messages. */
export function parseYaml<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  { member, complete = (written) => written, check = () => [], elsewhere = () => undefined }: Reading<S> = {},
): z.output<S> {
  const lines = new LineCounter();
  const document = parsedDocument(text, lines);
  const fault = document.errors[0];
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    const what = fault.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
    throw new SpecError('syntax', `${file}:${line}:${col}: this is not YAML: ${what}${yamlRemedy(fault)}`, {
      cause: fault,
    });
  }
  const above = member === undefined ? [] : [member];
  const whole: unknown = document.toJS();
  const written: unknown = complete(member === undefined ? whole : Object(whole)[member]);
  const parsed = schema.safeParse(written);
  const faults: readonly Fault[] = parsed.success
    ? check(parsed.data, written)
    : parsed.error.issues.flatMap(mostSpecific).flatMap((issue) => faultsOf(issue, schema));
  if (parsed.success && faults.length === 0) return parsed.data;
  const places = faults.map(({ path: within, message, isUnknown = false }) => {
    const path = [...above, ...within];
    const other = document.hasIn(path) ? undefined : elsewhere(path);
    const place = other ?? `${file}${placeOf(document, lines, path, isUnknown)}`;
    return `${place}: ${path.map(String).join('.') || 'document'}: ${message}`;
  });
  throw new SpecError('invalid-document', places.join('\n'), { cause: parsed.error });
}

/**
 * Parses YAML. The parser compares each name with all earlier ones of its map, which takes long in a large scenario. So names are
 * compared afterwards, and a document that repeats one is parsed again for its error.
 */
function parsedDocument(text: string, lineCounter: LineCounter): Document {
  const options = { lineCounter, logLevel: 'error' } as const;
  const quick = parseDocument(text, { ...options, uniqueKeys: false });
  if (quick.errors.length === 0 && !repeatsName(quick)) return quick;
  lineCounter.lineStarts.length = 0;
  return parseDocument(text, options);
}

function repeatsName(document: Document): boolean {
  let found = false;
  visit(document, {
    Map(_, { items }) {
      const names = items.map(({ key }) => (isScalar(key) ? key.value : key));
      found = new Set(names).size < names.length;
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

/**
 * The faults of the form that was meant, if a value may have several forms. It is the form that fits furthest into the
 * value, or else the one with the fewest faults.
 */
function mostSpecific(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const forms = issue.errors.map((issues) =>
    issues.flatMap(mostSpecific).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const depthOf = (issues: readonly z.core.$ZodIssue[]) => Math.max(...issues.map(({ path }) => path.length));
  const misfit = (issues: readonly z.core.$ZodIssue[]) => issues.length - 100 * depthOf(issues);
  const [best, next] = forms.toSorted((a, b) => misfit(a) - misfit(b));
  return best === undefined || (next !== undefined && misfit(next) === misfit(best)) ? [issue] : best;
}

/** A fault of a document, and the path to it. */
interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** True if the name of the member is wrong: the schema has none of this name, or takes no such name. */
  readonly isUnknown?: true;
}

/** The faults of an issue: each unknown member with the nearest known one, anything else in the schema's words. */
function faultsOf(issue: z.core.$ZodIssue, schema: z.ZodType): readonly Fault[] {
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => ({ path: issue.path, message, isUnknown: true }));
  if (issue.code !== 'unrecognized_keys') {
    const message = inWords(issue.message);
    return [{ path: issue.path, message }];
  }
  const known = membersAt(schema, issue.path);
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: `there is no such member; ${suggest(key, known)}`,
    isUnknown: true,
  }));
}

/** The schema's words for a wrong value, as people say it: `must be text: put it in quotes`. */
function inWords(message: string): string {
  return message
    .replace(/^Invalid input: expected .*, received undefined$/, 'is missing')
    .replace(
      /^Invalid input: expected string, received (?:number|boolean|object)$/,
      'must be text: put it in quotes',
    )
    .replace(/^Invalid input: expected \w+, received null$/, 'is empty')
    .replace(/^Invalid input: expected (\w+), received (\w+)$/, 'must be of the kind $1, not $2');
}

/** The place of an unknown member's name, or of the deepest value on the path that exists, such as `:12:5`. */
function placeOf(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
  isUnknown: boolean,
): string {
  const unknownName = isUnknown ? nameAt(document, path) : undefined;
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown = unknownName ?? document.getIn(path.slice(0, depth), true);
    if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
      continue;
    const start: unknown = node.range[0];
    if (typeof start !== 'number') continue;
    const { line, col } = lines.linePos(start);
    return `:${line}:${col}`;
  }
  return document.contents === null ? ':1:1' : '';
}

/** The node of a member's name; undefined for an item of a list, and for a path that the document does not have. */
function nameAt(document: Document, path: readonly PropertyKey[]): unknown {
  const holder: unknown = document.getIn(path.slice(0, -1), true);
  if (path.length === 0 || !isMap(holder)) return undefined;
  return holder.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))?.key;
}
