import { cellsOf, isRow } from './markdown.ts';
import type { Passage } from './passage.ts';
import { type Scanned, scanTypeScript } from './scan-typescript.ts';

/** Comments that speak to a tool: their first word is the tool's. The reason after a colon is prose. */
const DIRECTIVE =
  /^(?:biome-ignore\S* [^:\n]*:|@ts-\S+|@jest-environment.*|@__PURE__|#region.*|#endregion.*)/;

/** Lower-case words in a row: a literal with fewer is a name, a pattern or a list, not a sentence. */
const SENTENCE_WORDS = 4;

/** Words that join others to a sentence: a list of names has none. */
const FUNCTION_WORD =
  /\b(?:a|an|and|are|as|at|be|by|can|cannot|does|for|from|has|have|in|is|it|may|must|no|not|of|on|or|that|the|to|was|with)\b/i;

/** Code in front of the title of a test: `test(`, `describe.skip(`, or the second call of `test.each(…)(…)`. */
const BEFORE_TITLE =
  /(?:(?<![\w.])(?:describe\w*|test|it)(?:\.(?:only|skip|failing|todo|concurrent))*|\))\(\s*$/;

/** How much code in front of a literal is looked at. */
const LOOK_BACK = 200;

/** The comments of a TypeScript source, and its literals that are sentences or titles of tests. */
export function readTypeScript(source: string, literals: 'messages' | 'titles of tests'): readonly Passage[] {
  const lineOf = lineCounter(source);
  const passages: Passage[] = [];
  let lineBelow = -1;
  for (const scanned of scanTypeScript(source)) {
    const line = lineOf(scanned.start);
    const before = passages.at(-1);
    if (scanned.kind === 'literal') {
      const kind = literals === 'messages' ? 'message' : 'test title';
      const isRead = kind === 'message' ? isSentence(scanned.text) : isTitle(source, scanned);
      if (isRead) {
        passages.push({ kind, line, text: withoutEscapes(scanned.text), flat: true });
        lineBelow = -1;
      }
    } else if (scanned.kind === 'line' && line === lineBelow && before && startsLine(source, scanned)) {
      passages[passages.length - 1] = { ...before, text: `${before.text}\n${bare(scanned.text)}` };
      lineBelow = line + 1;
    } else {
      const kind = scanned.text.startsWith('/**') ? 'doc comment' : 'comment';
      passages.push(...rowsApart({ kind, line, text: bare(scanned.text) }));
      lineBelow = scanned.kind === 'line' ? line + 1 : -1;
    }
  }
  return passages;
}

/** A comment whose tables are passages of their own: a cell each. */
function rowsApart(comment: Passage): readonly Passage[] {
  const lines = comment.text.split('\n');
  const cells = lines.flatMap((line, index) => (isRow(line) ? cellsOf(line, comment.line + index) : []));
  const text = lines.map((line) => (isRow(line) ? '' : line)).join('\n');
  return [...cells, { ...comment, text }];
}

/** A comment without its marks. */
function bare(comment: string): string {
  const lines = comment.startsWith('//')
    ? [comment.replace(/^\/\/+ ?/, '')]
    : comment
        .replace(/^\/\*+ ?|\s*\*+\/$/g, '')
        .split('\n')
        .map((line) => line.replace(/^\s*\* ?/, ''));
  return lines.join('\n').replace(DIRECTIVE, '');
}

function isTitle(source: string, { start }: Scanned): boolean {
  return BEFORE_TITLE.test(source.slice(Math.max(0, start - LOOK_BACK), start));
}

function isSentence(literal: string): boolean {
  if (!FUNCTION_WORD.test(literal)) return false;
  const words = literal.split(/\s+/);
  const plain = words.filter((word) => /^[("']*[a-z][a-z'-]*[.,:;?!)"']*$/i.test(word));
  return plain.length >= SENTENCE_WORDS && plain.length * 2 > words.length;
}

/** A literal as it is read: a line break ends a paragraph. */
function withoutEscapes(literal: string): string {
  return literal.replaceAll(/\\n|\n/g, '\n\n').replaceAll(/\\(.)/g, '$1');
}

function startsLine(source: string, { start }: Scanned): boolean {
  return source.slice(source.lastIndexOf('\n', start) + 1, start).trim() === '';
}

/** Counts lines up to positions that only grow. */
function lineCounter(source: string): (position: number) => number {
  let line = 1;
  let counted = 0;
  return (position) => {
    if (position < counted) [line, counted] = [1, 0];
    for (
      let at = source.indexOf('\n', counted);
      at >= 0 && at < position;
      at = source.indexOf('\n', at + 1)
    ) {
      line++;
      counted = at + 1;
    }
    return line;
  };
}
