import { styleText } from 'node:util';
import { type ChangeDocument, isUnchanged } from '../../access/diff/diff-document.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
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

/** The differences for a terminal. */
export function diffLines(document: DiffReport): readonly string[] {
  const { widened, narrowed, pathsOpened, withoutAdministrator, unreadable, undecided, inexact } = document;
  const total = `${document.compared} accesses compared: ${widened.length} widened, ${narrowed.length} narrowed; ${countInWords(document.examples)}`;
  return [
    ...changeSections(document),
    ...section(
      'paths opened over roles and users',
      pathsInWords(pathsOpened).flatMap((line) => indented(line, 4)),
    ),
    ...section(
      'keys that no principal can administer any more',
      withoutAdministrator.flatMap((name) => indented(name, 4)),
    ),
    ...section(
      'resources that no principal can read any more',
      unreadable.flatMap((name) => indented(name, 4)),
    ),
    ...section(
      'not decided',
      undecided.flatMap(({ principal, what, reason }) => indented(`${principal}: ${what}: ${reason}`, 4)),
    ),
    ...section(
      'not exact: further classes of requests may differ',
      inexact.flatMap(({ key, reason }) => indented(`${key}: ${reason}`, 4)),
    ),
    ...section('examples that flip', flippedLines(document.examples)),
    ...section(
      'examples that were not compared',
      uncomparedLines(document.examples).flatMap((line) => indented(line, 4)),
    ),
    ...(isUnchanged(document) ? ['no access changed'] : []),
    ...wrapLines(total, outputWidth()).map((line) => styleText('dim', line)),
  ];
}

/** The accesses that changed. */
function changeSections({ widened, narrowed, widenedButForKey }: DiffReport): readonly string[] {
  return [
    ...section(
      'widened',
      widened.flatMap((change) => changeLines(change, styleText('red', '+'))),
    ),
    ...section(
      'narrowed',
      narrowed.flatMap((change) => changeLines(change, styleText('green', '-'))),
    ),
    ...section(
      `widened but for the key: ${BUT_FOR_KEY}`,
      widenedButForKey.flatMap((change) => changeLines(change, styleText('yellow', '+'))),
    ),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [styleText('bold', title), ...lines, ''];
}

function changeLines(change: ChangeDocument, mark: string): readonly string[] {
  const { principals, when, changedTags = [], before, after } = change;
  const [first = '', ...more] = wrapLines(
    `${principals.join(', ')}: ${accessInWords(change)}`,
    outputWidth() - 4,
    false,
  );
  return [
    `  ${mark} ${first}`,
    ...more.map((line) => `    ${line}`),
    ...(when === 'always' ? [] : indented(`if ${when}`, 6).map((line) => styleText('yellow', line))),
    ...sideLines('changed', changedTags),
    ...sideLines('now', placesInWords(after)),
    ...sideLines('before', placesInWords(before)),
  ];
}

function flippedLines({ flipped }: ExampleComparison): readonly string[] {
  const lines = flipped.slice(0, MOST_LISTED).flatMap((example) => {
    const [color, sign] = MARKS[example.after.verdict];
    const mark = styleText(color, sign);
    const [first = '', ...more] = wrapLines(titleOf(example), outputWidth() - 4, false);
    return [
      `  ${mark} ${first}`,
      ...more.map((line) => `    ${line}`),
      ...indented(`${example.file}:${example.line} ${flipInWords(example)}`, 6),
      ...reasonOfFlip(example)
        .split('\n')
        .flatMap((line) => indented(line.trim(), 6))
        .map((line) => styleText('dim', line)),
    ];
  });
  const left = flipped.length - MOST_LISTED;
  return left > 0 ? [...lines, `    and ${left} more, which --json lists`] : lines;
}

const MARKS = {
  holds: ['green', '✓'],
  fails: ['red', '✗'],
  'not judged': ['yellow', '?'],
} as const;

function sideLines(label: string, places: readonly string[]): readonly string[] {
  return places.flatMap((place, index) => {
    const [first = '', ...more] = wrapLines(place, outputWidth() - 14, false);
    const head = `      ${(index === 0 ? label : '').padEnd(8)}${first}`;
    return [head, ...more.map((line) => `${' '.repeat(14)}${line}`)].map((line) => styleText('dim', line));
  });
}

function indented(text: string, indent: number): readonly string[] {
  return wrapLines(text, outputWidth() - indent, false).map((line) => ' '.repeat(indent) + line);
}
