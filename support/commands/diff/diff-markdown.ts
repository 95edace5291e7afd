import { type ChangeDocument, isUnchanged } from '../../access/diff/diff-document.ts';
import { cellText } from '../matrix/matrix-formats.ts';
import { accessInWords, BUT_FOR_KEY, placesInWords } from './change-words.ts';
import type { DiffReport } from './diff-report.ts';
import type { ExampleComparison } from './examples/example-comparison.ts';
import {
  countInWords,
  flipInWords,
  MOST_LISTED,
  reasonOfFlip,
  titleOf,
  uncomparedLines,
} from './examples/example-words.ts';
import { pathsInWords } from './path-words.ts';

/** The differences in Markdown, for a pull request. */
export function diffMarkdown(document: DiffReport): string {
  const {
    widened,
    narrowed,
    widenedButForKey,
    pathsOpened,
    withoutAdministrator,
    unreadable,
    undecided,
    inexact,
  } = document;
  const lines = [
    `## Access: ${headline(document)}`,
    '',
    ...table('Widened', widened),
    ...table('Narrowed', narrowed),
    ...table(`Widened but for the key: ${BUT_FOR_KEY}`, widenedButForKey),
    ...list('Paths opened over roles and users', firstOf(pathsInWords(pathsOpened))),
    ...list('Keys that no principal can administer any more', withoutAdministrator),
    ...list('Resources that no principal can read any more', unreadable),
    ...list(
      'Not decided',
      undecided.map(({ principal, what, reason }) => `${principal}: ${what}: ${reason}`),
    ),
    ...list(
      'Not exact: further classes of requests may differ',
      inexact.map(({ key, reason }) => `${key}: ${reason}`),
    ),
    ...flippedExamples(document.examples),
    ...list('Examples that were not compared', uncomparedLines(document.examples)),
    `${document.compared} accesses compared, from ${cellText(document.before)} to ${cellText(document.after)}; ${countInWords(document.examples)}.`,
  ];
  return lines.join('\n');
}

function headline(document: DiffReport): string {
  const { widened, narrowed, examples } = document;
  const access = isUnchanged(document)
    ? 'no access changed'
    : `${widened.length} widened, ${narrowed.length} narrowed`;
  const { length } = examples.flipped;
  return length === 0 ? access : `${access}, ${length} ${length === 1 ? 'example flips' : 'examples flip'}`;
}

/** The examples that flip, each with its place and below it the lines of the reason. */
function flippedExamples({ flipped }: ExampleComparison): readonly string[] {
  if (flipped.length === 0) return [];
  const items = flipped.slice(0, MOST_LISTED).flatMap((example) => {
    const title = `${MARKS[example.after.verdict]} ${cellText(titleOf(example))}`;
    const reasons = reasonOfFlip(example)
      .split('\n')
      .filter((line) => line.trim() !== '');
    return [
      `- ${title}: ${cellText(flipInWords(example))}`,
      ...[`${example.file}:${example.line}`, ...reasons].map((line) => `  - ${cellText(line.trim())}`),
    ];
  });
  const left = flipped.length - MOST_LISTED;
  const more = left > 0 ? [`- and ${left} more, which --json lists`] : [];
  return ['### Examples that flip', '', ...items, ...more, ''];
}

const MARKS = { holds: '✅', fails: '❌', 'not judged': '❔' } as const;

function table(title: string, changes: readonly ChangeDocument[]): readonly string[] {
  if (changes.length === 0) return [];
  return [
    `### ${title}`,
    '',
    '| who | access | when | now | before |',
    '| --- | --- | --- | --- | --- |',
    ...changes.map((change) => {
      const cells = [
        change.principals.map(cellText).join('<br>'),
        cellText(accessInWords(change)),
        cellText(change.when),
        [...(change.changedTags ?? []), ...placesInWords(change.after)].map(cellText).join('<br>'),
        placesInWords(change.before).map(cellText).join('<br>'),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
  ];
}

/** The most lines of paths: a comment of a pull request has a limit. */
const MOST_PATHS = 50;

function firstOf(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_PATHS;
  return more <= 0
    ? lines
    : [...lines.slice(0, MOST_PATHS), `and ${more} further lines, which --json has too`];
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`### ${title}`, '', ...items.map((item) => `- ${cellText(item)}`), ''];
}
