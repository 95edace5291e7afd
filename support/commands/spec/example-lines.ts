import { readFileSync, statSync } from 'node:fs';

const EXAMPLE = /^(?:#+ )?(?:Example|Scenario|Scenario Outline|Scenario Template):/;
const ROWS = /^(?:#+ )?(?:Examples|Scenarios):/;
const ABOVE_EXAMPLES = /^(?:#+ )?(?:Feature|Rule|Background):/;

/**
 * A path with the lines of examples in place of lines within them: `a.feature:17` of a step becomes that
 * of its example. Other paths, and lines outside of examples, stay as they are.
 */
export function atExamples(path: string): string {
  const [, file, given] = /^(.+?)((?::\d+)+)$/.exec(path) ?? [];
  if (file === undefined || given === undefined) return path;
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return path;
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const moved = given
    .slice(1)
    .split(':')
    .map((line) => exampleAt(lines, Number(line)));
  return [file, ...new Set(moved)].join(':');
}

/** The line of the example that a line is in; the line itself if it is in none. */
function exampleAt(lines: readonly string[], line: number): number {
  if (line > lines.length) return line;
  const below = lines.findIndex((text, index) => index >= line - 1 && !/^(?:[@#]|$)/.test(text));
  if (below !== -1 && EXAMPLE.test(lines[below] ?? '')) return below + 1;
  for (let index = line - 1; index >= 0; index--) {
    const text = lines[index] ?? '';
    if (EXAMPLE.test(text)) return index + 1;
    if (ABOVE_EXAMPLES.test(text)) return line;
    if (ROWS.test(text) && isRow(lines, index, line)) return line;
  }
  return line;
}

/** True for a row of the table below `Examples:`, which is an example of its own; its head is none. */
function isRow(lines: readonly string[], start: number, line: number): boolean {
  const head = lines.findIndex((text, index) => index > start && text.startsWith('|'));
  return head !== -1 && line - 1 > head && lines[line - 1]?.startsWith('|') === true;
}
