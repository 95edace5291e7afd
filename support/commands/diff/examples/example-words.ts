import type { ExampleComparison, FlippedExample, UncomparedExample, Verdict } from './example-comparison.ts';

const BEFORE: Readonly<Record<Verdict, string>> = {
  holds: 'held',
  fails: 'failed',
  'not judged': 'was not judged',
};
const NOW: Readonly<Record<Verdict, string>> = {
  holds: 'holds',
  fails: 'fails',
  'not judged': 'is not judged',
};
const ONLY = {
  before: '; only the earlier version has this example',
  after: '; only the later version has this example',
} as const;

/** An example with the ids of its outcomes: `W03, W04 The writer cannot read`. */
export function titleOf({ outcomes, name }: FlippedExample): string {
  return [outcomes.join(', '), name].filter((part) => part !== '').join(' ');
}

/** How the verdict changed: `held, and fails now`. */
export function flipInWords({ before, after, only }: FlippedExample): string {
  return `${BEFORE[before.verdict]}, and ${NOW[after.verdict]} now${only === undefined ? '' : ONLY[only]}`;
}

/** The reason of the later verdict, or of the earlier one if it holds now. */
export function reasonOfFlip({ before, after }: FlippedExample): string {
  return after.reason ?? before.reason ?? '';
}

/** The most examples that are listed outside of JSON. */
export const MOST_LISTED = 20;

/** The examples that were not compared, a line each, of very many the first. */
export function uncomparedLines({ notCompared }: ExampleComparison): readonly string[] {
  const lines = notCompared.slice(0, MOST_LISTED).map(uncomparedInWords);
  const left = notCompared.length - MOST_LISTED;
  return left > 0 ? [...lines, `and ${left} more, which --json lists`] : lines;
}

/** An example that was not compared: `features/a.feature:3: there is no role "reader"`. */
export function uncomparedInWords({ file, line, reason }: UncomparedExample): string {
  return [file === undefined ? [] : `${file}:${line}`, reason]
    .flat()
    .join(': ')
    .replaceAll(/\s*\n\s*/g, '; ');
}

/** The number of examples: `12 examples compared: 2 flip`; the reason if there is none. */
export function countInWords({ compared, flipped, notCompared, noneSince }: ExampleComparison): string {
  if (noneSince !== undefined) return `no example was run, since ${noneSince}`;
  const amiss = notCompared.length === 0 ? '' : `, ${notCompared.length} not compared`;
  const noun = compared === 1 ? 'example' : 'examples';
  return `${compared} ${noun} compared: ${flipped.length} flip${flipped.length === 1 ? 's' : ''}${amiss}`;
}
