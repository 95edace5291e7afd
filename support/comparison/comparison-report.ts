import { styleText } from 'node:util';
import { outputWidth, wrapLines } from '../terminal/wrap-lines.ts';
import type { Comparison, Difference, Misleading } from './compare-example.ts';
import type { ComparedOutcome } from './compare-runs.ts';

/** The contents of a comparison's report. */
export interface ComparisonReport {
  readonly compared: readonly ComparedOutcome[];
  readonly outcomes: ReadonlyMap<string, { readonly pattern: string; readonly statement: string }>;
  /** The name of the store in sentences: `LocalStack`, `the endpoint`. */
  readonly store: string;
}

const indent = ' '.repeat(8);

/**
 * The report of a comparison for a terminal. Each pattern lists its outcomes with = or ≠, AWS's behavior and the
 * store's. The totals follow.
 */
export function comparisonReport({ compared, outcomes, store }: ComparisonReport): string {
  const title = `${store} alone, outcome by outcome: it answers as AWS does (=), or it would mislead (≠)`;
  const lines: string[] = ['', styleText('bold', title)];
  const byPattern = Map.groupBy(compared, ({ id }) => outcomes.get(id)?.pattern ?? '');
  for (const [pattern, group] of byPattern) {
    lines.push('', styleText('bold', pattern));
    for (const outcome of group) {
      const { statement = '' } = outcomes.get(outcome.id) ?? {};
      lines.push(`  ${markOf(outcome)} ${styleText('bold', outcome.id.padEnd(3))}  ${indented(statement)}`);
      for (const sentence of sentencesOf(outcome, store))
        lines.push(styleText('dim', `${indent}${indented(sentence)}`));
    }
  }
  lines.push('', ...totals(compared, store));
  return `${lines.join('\n')}\n`;
}

function markOf({ verdict }: ComparedOutcome): string {
  if (verdict === 'agrees') return styleText('green', '=');
  return verdict === 'misleads' ? styleText('red', '≠') : styleText('yellow', '-');
}

/**
 * The sentences below an outcome: one for all requests that differ only in the denied permission, and one for each
 * reason not to compare.
 */
function sentencesOf({ comparisons }: ComparedOutcome, store: string): readonly string[] {
  const differences = comparisons.flatMap(differencesOf);
  const alike = Map.groupBy(differences, (difference) =>
    JSON.stringify({ ...difference, action: undefined }),
  );
  const reasons = comparisons.flatMap((comparison) =>
    comparison.verdict === 'not compared' ? comparison.why : [],
  );
  return [
    ...[...alike.values()].map((group) => sentenceOf(group, store) + times(group.length, 'requests')),
    ...[...Map.groupBy(reasons, (why) => why)].map(
      ([why, group]) => `not compared: ${why}${times(group.length, 'examples')}`,
    ),
  ];
}

function differencesOf(comparison: Comparison): readonly Difference[] {
  return comparison.verdict === 'misleads' ? comparison.differences : [];
}

function times(count: number, what: string): string {
  return count > 1 ? ` (${count} ${what})` : '';
}

function sentenceOf(group: readonly Difference[], store: string): string {
  const [first] = group;
  if (first === undefined) return '';
  const actions = group.flatMap(({ action }) => action ?? []);
  return `AWS ${whatAwsDoes(first, [...new Set(actions)])}; ${store} alone ${first.alone}`;
}

function whatAwsDoes({ aws, answering }: Difference, actions: readonly string[]): string {
  const what = actions.length === 0 ? aws : `${aws} ${actions.join(', ')}`;
  return answering === undefined ? what : `${what} (${answering})`;
}

const ways: Readonly<Record<Misleading, string>> = {
  allows: 'it allows a request that AWS denies',
  leaves: 'it allows like AWS, but stores something else',
  refuses: 'it refuses a request that AWS allows',
  answers: 'it refuses like AWS, but with another error',
};

/** The totals: `LocalStack alone would have misled in 31 of 39 outcomes`, and a line for each way. */
function totals(compared: readonly ComparedOutcome[], store: string): string[] {
  const judged = compared.filter(({ verdict }) => verdict !== 'not compared');
  const misleading = judged.filter(({ verdict }) => verdict === 'misleads');
  const count = `${misleading.length} of ${judged.length} outcomes`;
  const lines = [
    styleText(
      misleading.length > 0 ? 'red' : 'green',
      `${store.replace(/^./, (first) => first.toUpperCase())} alone would have misled in ${count}`,
    ),
  ];
  for (const [way, words] of Object.entries(ways)) {
    const inThisWay = misleading.filter(({ comparisons }) =>
      comparisons.flatMap(differencesOf).some(({ by }) => by === way),
    );
    if (inThisWay.length > 0) lines.push(`  in ${inThisWay.length} ${words}`);
  }
  const left = compared.length - judged.length;
  if (left > 0) lines.push(styleText('yellow', `  ${left} not compared`));
  return lines;
}

function indented(text: string): string {
  return wrapLines(text, outputWidth() - indent.length).join(`\n${indent}`);
}
