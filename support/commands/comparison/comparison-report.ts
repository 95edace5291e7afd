import { styleText } from 'node:util';
import type { Comparison, Misleading } from '../../backends/compare-outcomes.ts';
import type { StatedOutcome } from '../spec-report.ts';
import { outputWidth, wrapped } from '../wrapped.ts';
import type { ComparedOutcome } from './compared-outcomes.ts';

/** What a comparison is told from. */
export interface ComparisonReport {
  readonly compared: readonly ComparedOutcome[];
  readonly outcomes: ReadonlyMap<string, StatedOutcome>;
  /** What the store is called: `LocalStack`. */
  readonly store: string;
}

const marks: Readonly<Record<Comparison['verdict'], string>> = {
  agrees: styleText('green', '='),
  misleads: styleText('red', '≠'),
  'not compared': styleText('yellow', '-'),
};

const indent = ' '.repeat(8);

/**
 * The report of a comparison for a terminal: per pattern each outcome with = or ≠, what AWS does and what the store alone
 * does, then the totals.
 */
export function comparisonReport({ compared, outcomes, store }: ComparisonReport): string {
  const lines: string[] = ['', styleText('bold', `AWS, and ${store} alone`)];
  const byPattern = Map.groupBy(compared, ({ id }) => outcomes.get(id)?.pattern ?? '');
  for (const [pattern, group] of byPattern) {
    lines.push('', styleText('bold', pattern));
    for (const outcome of group)
      lines.push(...linesOf(outcome, outcomes.get(outcome.id)?.statement ?? '', store));
  }
  lines.push('', ...totals(compared, store));
  return `${lines.join('\n')}\n`;
}

function linesOf({ id, verdict, scenarios }: ComparedOutcome, statement: string, store: string): string[] {
  const lines = [`  ${marks[verdict]} ${styleText('bold', id.padEnd(3))}  ${indented(statement)}`];
  const told = scenarios.map(({ comparison }) => sentenceOf(comparison, store));
  for (const [sentence, times] of counted(told)) {
    lines.push(
      styleText('dim', `${indent}${indented(sentence + (times > 1 ? ` (${times} scenarios)` : ''))}`),
    );
  }
  return lines;
}

/** What is told of a scenario; undefined where there is nothing to tell. */
function sentenceOf(comparison: Comparison, store: string): string | undefined {
  switch (comparison.verdict) {
    case 'agrees':
      return undefined;
    case 'misleads':
      return `AWS ${comparison.aws}; ${store} alone ${comparison.alone}`;
    case 'not compared':
      return `not compared: ${comparison.why}`;
  }
}

function counted(sentences: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    if (sentence !== undefined) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  }
  return counts;
}

const kinds: Readonly<Record<Misleading, string>> = {
  allows: 'it allows what AWS refuses',
  leaves: 'it leaves something else behind',
  refuses: 'it refuses what AWS allows',
  answers: 'it refuses for another reason',
};

/** `LocalStack alone would have misled in 31 of 39 outcomes`, and in which ways. */
function totals(compared: readonly ComparedOutcome[], store: string): string[] {
  const judged = compared.filter(({ verdict }) => verdict !== 'not compared');
  const misleading = judged.filter(({ verdict }) => verdict === 'misleads');
  const lines = [
    styleText(
      misleading.length > 0 ? 'red' : 'green',
      `${store} alone would have misled in ${misleading.length} of ${judged.length} outcomes`,
    ),
  ];
  for (const [by, words] of Object.entries(kinds)) {
    const count = misleading.filter(({ scenarios }) =>
      scenarios.some(({ comparison }) => comparison.verdict === 'misleads' && comparison.by === by),
    ).length;
    if (count > 0) lines.push(`  in ${count} ${words}`);
  }
  const left = compared.length - judged.length;
  if (left > 0) lines.push(styleText('yellow', `  ${left} not compared`));
  return lines;
}

function indented(text: string): string {
  return wrapped(text, outputWidth() - indent.length).join(`\n${indent}`);
}
