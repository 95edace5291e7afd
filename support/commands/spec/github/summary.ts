import type { ExampleResult } from '../example-result.ts';
import { failureText, hasFailed, placeOf } from '../failure-report.ts';
import { countOfSkipped, isSkipped, skippedGroups } from '../skipped-groups.ts';
import type { StatedOutcome } from '../spec-report.ts';

/** GitHub takes at most 1 MiB for a step; the list of failures ends before that. */
const MOST_CHARACTERS = 500_000;

/**
 * A run in Markdown, for the summary page of a workflow: the totals, a table of outcomes and one of features, the
 * failures. Features are listed if examples of theirs prove no outcome.
 */
export function summaryOf(
  examples: readonly ExampleResult[],
  outcomes: ReadonlyMap<string, StatedOutcome>,
): string {
  const free = examples.filter(({ outcomes: ids }) => ids.length === 0);
  const ids = [...new Set(examples.flatMap(({ outcomes: proven }) => proven))].toSorted();
  const rowsOfOutcomes = ids.map((id) => {
    const own = examples.filter(({ outcomes: proven }) => proven.includes(id));
    return [markOf(own), id, outcomes.get(id)?.statement ?? '', countOf(own)];
  });
  const rowsOfFeatures = [...Map.groupBy(free, ({ uri }) => uri)].map(([uri, own]) => [
    markOf(own),
    own[0]?.heading?.feature || uri,
    uri,
    countOf(own),
  ]);
  return [
    `### Access: ${countOf(examples)}`,
    ...tableOf(['', 'outcome', 'statement', 'examples'], rowsOfOutcomes),
    ...tableOf(['', 'feature', 'file', 'examples'], rowsOfFeatures),
    ...skippedOf(examples),
    ...failuresOf(examples),
    '',
  ].join('\n');
}

function skippedOf(examples: readonly ExampleResult[]): readonly string[] {
  const groups = skippedGroups(examples);
  return groups.length === 0 ? [] : ['', ...groups.map((group) => `- ➖ ${cellOf(group)}`)];
}

function failuresOf(examples: readonly ExampleResult[]): readonly string[] {
  const failed = examples.filter(hasFailed);
  const lines: string[] = [];
  let length = 0;
  for (const [index, example] of failed.entries()) {
    const entry = fenced([`${placeOf(example)}  ${example.name}`, ...failureText(example)]);
    length += entry.join('\n').length;
    if (length > MOST_CHARACTERS) return [...lines, '', `… and ${failed.length - index} more`];
    lines.push('', ...entry);
  }
  return lines;
}

/** Text in a block of code that no text can end. */
function fenced(lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, text, fence];
}

function markOf(examples: readonly ExampleResult[]): string {
  if (examples.some(hasFailed)) return '❌';
  return examples.some(isSkipped) ? '➖' : '✅';
}

/** `2 of 3 pass, 1 skipped` */
function countOf(examples: readonly ExampleResult[]): string {
  const skipped = examples.filter(isSkipped).length;
  const passed = examples.filter(({ status }) => status === 'passed').length;
  return `${passed} of ${examples.length - skipped} pass${countOfSkipped(skipped)}`;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  return ['', row(head), row(head.map(() => '---')), ...rows.map((cells) => row(cells.map(cellOf)))];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text for a cell, with what Markdown and HTML would read as markup escaped. */
function cellOf(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll(/\s+/g, ' ');
}
