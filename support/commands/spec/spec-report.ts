import { styleText } from 'node:util';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import type { ExampleResult } from './example-result.ts';
import { failingFeatures, MOST_LISTED } from './failing-features.ts';
import { failureReport, hasFailed, placeOf } from './failure-report.ts';
import type { Shard } from './shard.ts';
import { countOfSkipped, isSkipped, skippedGroups } from './skipped-groups.ts';

/** An outcome as the register states it. */
export interface StatedOutcome {
  readonly id: string;
  readonly pattern: string;
  readonly statement: string;
}

/** The contents of a report. */
export interface Report {
  readonly examples: readonly ExampleResult[];
  readonly outcomes: ReadonlyMap<string, StatedOutcome>;
  readonly seconds: number;
  /** Prints only what failed and the totals. */
  readonly quiet?: boolean | undefined;
  /** The part of the examples that was run, if it was not all of them. */
  readonly shard?: Shard | undefined;
}

/** One line of a report: an outcome with all its examples, or an example without an outcome. */
interface Entry {
  readonly id: string;
  readonly statement: string;
  readonly examples: readonly ExampleResult[];
}

/**
 * The report of a run for a terminal. Each pattern lists its outcomes with ✓ or ✗ and the reasons of denials. Examples
 * without an outcome stand under their feature and rule. The failures follow, then the totals.
 */
export function specReport(report: Report): string {
  const { examples, quiet = false } = report;
  const lines = [
    ...(quiet ? [] : entriesOf(report)),
    ...failureReport(examples),
    '',
    ...skippedGroups(examples).map((group) => styleText('yellow', `skipped ${group}`)),
    totals(report),
  ];
  return `${lines.join('\n')}\n`;
}

/** The outcomes by pattern, then the examples without an outcome by feature and rule. Of very many, only what fails. */
function entriesOf({ examples, outcomes }: Report): readonly string[] {
  if (examples.length > MOST_LISTED) return failingFeatures(examples);
  const lines: string[] = [];
  for (const [pattern, entries] of byPattern(examples, outcomes)) {
    lines.push('', styleText('bold', pattern), ...entries.flatMap((entry) => entryLines(entry, '  ')));
  }
  for (const [feature, rules] of byFeature(examples)) {
    lines.push('', styleText('bold', indented(feature, '')));
    for (const [rule, entries] of rules) {
      if (rule !== '') lines.push(`  ${indented(rule, '  ')}`);
      lines.push(...entries.flatMap((entry) => entryLines(entry, rule === '' ? '  ' : '    ')));
    }
  }
  return lines;
}

/** The outcomes of a run, by pattern and in the order of their ids. */
function byPattern(
  examples: readonly ExampleResult[],
  outcomes: ReadonlyMap<string, StatedOutcome>,
): ReadonlyMap<string, readonly Entry[]> {
  const ids = [...new Set(examples.flatMap((example) => example.outcomes))].toSorted();
  const stated = ids.map((id) => ({
    id,
    statement: outcomes.get(id)?.statement ?? '',
    examples: examples.filter((example) => example.outcomes.includes(id)),
  }));
  return Map.groupBy(stated, ({ id }) => outcomes.get(id)?.pattern ?? '');
}

/** The examples without an outcome, by feature and rule; those of one name in a rule are one entry. */
function byFeature(
  examples: readonly ExampleResult[],
): ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>> {
  const free = examples.filter(({ outcomes }) => outcomes.length === 0);
  const features = Map.groupBy(free, ({ uri, heading }) => heading?.feature || uri);
  return mapValues(features, (ofFeature) =>
    mapValues(
      Map.groupBy(ofFeature, ({ heading }) => heading?.rule ?? ''),
      (ofRule) =>
        [...Map.groupBy(ofRule, ({ name }) => name)].map(([statement, same]) => ({
          id: '',
          statement,
          examples: same,
        })),
    ),
  );
}

function mapValues<V, R>(map: ReadonlyMap<string, V>, change: (value: V) => R): ReadonlyMap<string, R> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

function entryLines({ id, statement, examples }: Entry, margin: string): string[] {
  const mark = markOf(examples);
  const label = id === '' ? '' : `${styleText('bold', id.padEnd(3))}  `;
  const indent = ' '.repeat(margin.length + 2 + (id === '' ? 2 : Math.max(id.length, 3) + 1));
  const lines = [`${margin}${mark} ${label}${indented(statement, indent)}`];
  for (const reason of new Set(
    examples.flatMap(({ reasons, assumptions = [] }) => [...reasons, ...assumptions]),
  )) {
    lines.push(styleText('dim', `${indent}${indented(reason, indent)}`));
  }
  for (const example of examples.filter(hasFailed))
    lines.push(`${indent}${styleText('red', example.status)}  ${placeOf(example)}`);
  return lines;
}

/** The mark of an outcome: ✗ if an example failed, `-` if one was skipped, ✓ otherwise. */
function markOf(examples: readonly ExampleResult[]): string {
  if (examples.some(hasFailed)) return styleText('red', '✗');
  return examples.some(isSkipped) ? styleText('yellow', '-') : styleText('green', '✓');
}

/** `part 1 of 2 · 92 of 92 outcomes hold · 435 of 435 examples pass, 2 skipped · 5.3 s` */
function totals({ examples, seconds, shard }: Report): string {
  const stated = new Set(examples.flatMap(({ outcomes }) => outcomes));
  const failing = new Set(examples.filter(hasFailed).flatMap(({ outcomes }) => outcomes));
  const skipped = examples.filter(isSkipped);
  const ids = skipped.flatMap(({ outcomes }) => outcomes).filter((id) => !failing.has(id));
  const unjudged = new Set(ids).size;
  const judged = stated.size - unjudged;
  const verdict =
    judged === 0 ? [] : [`${judged - failing.size} of ${judged} outcomes hold${countOfSkipped(unjudged)}`];
  const bad = examples.filter(hasFailed).length;
  const run = examples.length - skipped.length;
  const passing = `${run - bad} of ${run} examples pass${countOfSkipped(skipped.length)}`;
  const part = shard === undefined ? [] : [`part ${shard.number} of ${shard.of}`];
  const text = [...part, ...verdict, passing, `${seconds.toFixed(1)} s`].join(' · ');
  if (bad > 0 || (examples.length === 0 && shard === undefined)) return styleText('red', text);
  return styleText(run === 0 ? 'yellow' : 'green', text);
}

/** Text wrapped to the width of the terminal, with further lines indented. */
function indented(text: string, indent: string): string {
  return wrapLines(text, outputWidth() - indent.length).join(`\n${indent}`);
}
