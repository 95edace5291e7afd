import { type Content, type Html, html } from '../html/html.ts';
import type { DocumentLine, DocumentText, DocumentToken, Span } from '../site/document-text.ts';

/** A part of a line: all of it, unless statements begin or end within the line. */
export interface LinePart extends Span {
  readonly line: DocumentLine;
  /** The columns that its line is indented by. */
  readonly indent: number;
  /** True for the part that the line begins with. */
  readonly leads: boolean;
}

/** Columns of a tab in the indentation of a line. */
const TAB = 2;

/** The lines between two offsets of a text, without parts that are empty because a statement begins or ends there. */
export function partsOf({ text, lines }: DocumentText, { start, end }: Span): readonly LinePart[] {
  return lines.flatMap((line) => {
    const from = Math.max(line.start, start);
    const to = Math.min(line.end, end);
    const whole = line.start >= start && line.end <= end && line.start < end;
    if (from > to || (!whole && text.slice(from, to).trim() === '')) return [];
    const spaces = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
    const indent = [...spaces].reduce((columns, space) => columns + (space === '\t' ? TAB : 1), 0);
    const blank = /^[ \t]*/.exec(text.slice(from, to))?.[0].length ?? 0;
    return { line, start: from + blank, end: to, indent, leads: from === line.start };
  });
}

/** A part of a line with names, values, placeholders, and the marked elements. */
export function codeOf({ text }: DocumentText, part: LinePart, marks: readonly Span[]): Html {
  const pieces: Content[] = [];
  let at = part.start;
  for (const mark of marks) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, part.end);
    if (start >= end) continue;
    pieces.push(
      styled(text, part.line.tokens, { start: at, end: start }),
      html`<mark>${styled(text, part.line.tokens, { start, end })}</mark>`,
    );
    at = end;
  }
  pieces.push(styled(text, part.line.tokens, { start: at, end: part.end }));
  const indent = part.indent > 0 && html` style="--d:${part.indent}"`;
  return html`<code${indent}>${pieces}</code>`;
}

function styled(text: string, tokens: readonly DocumentToken[], { start, end }: Span): Content {
  const pieces: Content[] = [];
  let at = start;
  for (const token of tokens) {
    const from = Math.max(token.start, at);
    const to = Math.min(token.end, end);
    if (from >= to) continue;
    const words = text.slice(from, to);
    pieces.push(text.slice(at, from));
    if (token.kind === 'name') pieces.push(html`<b>${words}</b>`);
    else if (token.kind === 'effect') pieces.push(html`<strong>${words}</strong>`);
    else pieces.push(html`<span>${placeholdersIn(words)}</span>`);
    at = to;
  }
  return [...pieces, text.slice(at, end)];
}

/** A value with each placeholder as a variable. */
function placeholdersIn(value: string): Content {
  return value
    .split(/(\{\{[^{}]*\}\})/)
    .map((part, index) => (index % 2 === 1 ? html`<var>${part}</var>` : part));
}
