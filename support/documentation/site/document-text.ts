import { isMap, isScalar, isSeq, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import type { RecordedDocument } from '../record/recorded-scenario.ts';

/** A part of a text: from its first character to the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A name or a value of a document. Everything else in its text is punctuation. */
export interface DocumentToken extends Span {
  readonly kind: 'name' | 'value' | 'effect';
}

/** A line of a document, without its line break. */
export interface DocumentLine extends Span {
  /** Counted from 1. */
  readonly number: number;
  readonly tokens: readonly DocumentToken[];
}

/** A statement of a document. */
export interface DocumentStatement extends Span {
  /** The number of the statement in its document, counted from 1. */
  readonly number: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** The id of its first line: `L11`; `L1.2` for the second statement that begins on line 1. */
  readonly anchor: string;
  readonly sid: string | undefined;
  readonly effect: string | undefined;
  /** Its elements by name, each with its value: `Action`. */
  readonly elements: ReadonlyMap<string, Span>;
  /** Its conditions one by one. */
  readonly conditions: readonly (Span & { readonly operator: string; readonly key: string })[];
}

/** The text of a policy document, with the places of its parts. */
export interface DocumentText {
  readonly text: string;
  readonly lines: readonly DocumentLine[];
  readonly statements: readonly DocumentStatement[];
}

const known = new WeakMap<object, DocumentText>();

/**
 * Reads the text of a document, once for all pages. Text that is not JSON has lines and no statements: documents that
 * AWS refuses are shown as well.
 */
export function documentText(document: Pick<RecordedDocument, 'text'>): DocumentText {
  const read = known.get(document) ?? readDocument(document.text.replace(/^\uFEFF/, ''));
  known.set(document, read);
  return read;
}

/** The statement that a record names by its first line and its name, `the statement "Allow use"` or `statement 2`. */
export function statementAt(
  { statements }: DocumentText,
  line: number,
  name: string,
): DocumentStatement | undefined {
  const [first, ...others] = statements.filter(({ firstLine }) => firstLine === line);
  if (others.length === 0) return first;
  const named = statements.find(
    ({ sid, number, firstLine }) =>
      firstLine === line &&
      (sid === undefined ? name === `statement ${number}` : name === `the statement "${sid}"`),
  );
  return named ?? first;
}

function readDocument(text: string): DocumentText {
  const { contents } = parseDocument(text, { logLevel: 'silent', strict: false, uniqueKeys: false });
  const tokens: DocumentToken[] = [];
  if (isMap(contents) || isSeq(contents)) collectTokens(contents, tokens);
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  return { text, lines: linesOf(text, starts, tokens), statements: statementsOf(contents, starts) };
}

function linesOf(
  text: string,
  starts: readonly number[],
  tokens: readonly DocumentToken[],
): readonly DocumentLine[] {
  const lines: DocumentLine[] = [];
  let next = 0;
  starts.forEach((start, index) => {
    const following = starts[index + 1];
    if (following === undefined && start === text.length && index > 0) return;
    let end = following === undefined ? text.length : following - 1;
    if (text[end - 1] === '\r' && end > start) end -= 1;
    const own: DocumentToken[] = [];
    for (let token = tokens[next]; token !== undefined && token.start < end; token = tokens[++next])
      own.push(token);
    lines.push({ number: index + 1, start, end, tokens: own });
  });
  return lines;
}

/** Collects names and values in the order of the text. */
function collectTokens(node: ParsedNode | null, tokens: DocumentToken[], kind: 'value' | 'effect' = 'value') {
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    for (const { key, value } of node.items) {
      tokens.push({ kind: 'name', ...spanOf(key) });
      collectTokens(value, tokens, isScalar(key) && key.value === 'Effect' ? 'effect' : 'value');
    }
  } else if (isSeq<ParsedNode>(node)) {
    for (const item of node.items) collectTokens(item, tokens);
  } else if (node !== null) tokens.push({ kind, ...spanOf(node) });
}

function spanOf({ range: [start, end] }: ParsedNode): Span {
  return { start, end };
}

/** A map of a document. */
type Members = YAMLMap<ParsedNode, ParsedNode | null>;

function statementsOf(contents: unknown, starts: readonly number[]): readonly DocumentStatement[] {
  if (!isMap<ParsedNode, ParsedNode | null>(contents)) return [];
  const value = contents.items.find(({ key }) => isScalar(key) && key.value === 'Statement')?.value;
  const found = isSeq<ParsedNode>(value) ? value.items : [value];
  const statements: DocumentStatement[] = [];
  for (const node of found) {
    if (!isMap<ParsedNode, ParsedNode | null>(node)) continue;
    const firstLine = lineAt(starts, node.range[0]);
    const sharing = statements.filter((other) => other.firstLine === firstLine).length;
    statements.push({
      start: node.range[0],
      end: node.range[1],
      ...membersOf(node),
      number: statements.length + 1,
      firstLine,
      lastLine: lineAt(starts, node.range[1] - 1),
      anchor: sharing === 0 ? `L${firstLine}` : `L${firstLine}.${sharing + 1}`,
    });
  }
  return statements;
}

function membersOf(node: Members): Pick<DocumentStatement, 'sid' | 'effect' | 'elements' | 'conditions'> {
  const elements = new Map<string, Span>();
  const words = new Map<string, string>();
  const conditions: (Span & { operator: string; key: string })[] = [];
  for (const { key, value } of node.items) {
    const name = wordOf(key);
    elements.set(name, memberSpan(key, value));
    if (isScalar(value)) words.set(name, String(value.value));
    if (name !== 'Condition' || !isMap<ParsedNode, ParsedNode | null>(value)) continue;
    for (const operator of value.items) {
      if (!isMap<ParsedNode, ParsedNode | null>(operator.value)) continue;
      for (const { key: of, value: values } of operator.value.items)
        conditions.push({ ...memberSpan(of, values), operator: wordOf(operator.key), key: wordOf(of) });
    }
  }
  return { sid: words.get('Sid'), effect: words.get('Effect'), elements, conditions };
}

function wordOf(key: ParsedNode): string {
  return isScalar(key) ? String(key.value) : '';
}

function memberSpan(key: ParsedNode, value: ParsedNode | null): Span {
  return { start: key.range[0], end: (value ?? key).range[1] };
}

/** The line of an offset, counted from 1. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
