import type { Passage } from './passage.ts';

/** The marks that begin a block of its own, also without a blank line above. */
const BLOCK = /^\s*(?:#{1,6} |[-*+] |\d+\. |>)/;

/** The paragraphs, headings, items of lists and cells of tables of a Markdown text; not its code and its HTML. */
export function readMarkdown(source: string): readonly Passage[] {
  const passages: Passage[] = [];
  let open: { line: number; lines: string[] } | undefined;
  const close = () => {
    if (open) passages.push({ kind: 'text', line: open.line, text: open.lines.join('\n') });
    open = undefined;
  };
  let fence = '';
  for (const [index, line] of source.split('\n').entries()) {
    const [mark = ''] = /^\s*(?:```+|~~~+)/.exec(line) ?? [];
    if (fence) {
      if (mark.trim().startsWith(fence)) fence = '';
    } else if (mark || /^\s*(?:$|<|={3,}$|-{3,}$)/.test(line)) {
      fence = mark.trim();
      close();
    } else if (isRow(line)) {
      close();
      passages.push(...cellsOf(line, index + 1));
    } else if (BLOCK.test(line) || open === undefined) {
      close();
      open = { line: index + 1, lines: [line.replace(BLOCK, '')] };
      if (/^\s*#/.test(line)) close();
    } else open.lines.push(line.trim());
  }
  close();
  return passages;
}

/** True if a line is a row of a table. */
export function isRow(line: string): boolean {
  return /^\s*\|/.test(line);
}

/** The cells of a table's row that have words. */
export function cellsOf(row: string, line: number): readonly Passage[] {
  const cells = row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/);
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => /[a-z]/i.test(cell))
    .map((text) => ({ kind: 'cell', line, text }));
}
