import { visible } from '../html/visible.ts';

/** Characters that Markdown gives a meaning, beside those that become entities. */
const SPECIAL = /[\\`*_~[\]|]/g;

/** Characters that begin markup, a mention, or a reference to an issue. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '@': '&#64;',
  '#': '&#35;',
};

/** The most characters of a text within a table. */
const MOST_CHARACTERS = 600;

/** A text as one line of Markdown that means nothing else: no markup, no table cell, no mention, no link. */
export function plain(text: string): string {
  return shortened(text)
    .replaceAll(/[&<>@#]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(SPECIAL, '\\$&')
    .replaceAll('://', '&#58;//');
}

/** A text as code in Markdown, also within a table. */
export function code(text: string): string {
  const line = shortened(text);
  if (line === '') return '';
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ({ 0: run }) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line.replaceAll('|', '\\|')}${space}${fence}`;
}

/** A row of a table. Its cells are Markdown already. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The head of a table. */
export function head(names: readonly string[]): readonly string[] {
  return [row(names), row(names.map(() => '---'))];
}

function shortened(text: string): string {
  const line = visible(text.replaceAll(/\s+/g, ' ').trim());
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
