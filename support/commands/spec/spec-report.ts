import { styleText } from 'node:util';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { invocation } from '../invocation.ts';
import type { ExampleResult } from './spec-results.ts';

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
}

/** One line of a report: an outcome with all its examples, or an example without an outcome. */
interface Entry {
  readonly id: string;
  readonly statement: string;
  readonly examples: readonly ExampleResult[];
}

/**
 * The report of a run for a terminal. Each pattern lists its outcomes with ✓ or ✗, the reasons of denials and the
 * faults. Examples without an outcome stand under their feature and rule. The totals follow.
 */
export function specReport({ examples, outcomes, seconds }: Report): string {
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
  const stated = new Set(examples.flatMap(({ outcomes: ids }) => ids));
  const failing = new Set(examples.filter(failed).flatMap(({ outcomes: ids }) => ids));
  const unjudged = new Set(examples.filter(skipped).flatMap(({ outcomes: ids }) => ids));
  for (const id of failing) unjudged.delete(id);
  lines.push('', ...skippedLines(examples));
  const judged = stated.size - unjudged.size;
  lines.push(totals({ stated: judged, failing: failing.size, examples, seconds }));
  return `${lines.join('\n')}\n`;
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

function failed({ status }: ExampleResult): boolean {
  return status !== 'passed' && status !== 'skipped';
}

function skipped({ status }: ExampleResult): boolean {
  return status === 'skipped';
}

/** The examples that were skipped, a line for each reason. */
function skippedLines(examples: readonly ExampleResult[]): string[] {
  const byReason = Map.groupBy(
    examples.filter(skipped),
    (example) => example.skipped ?? 'no reason was given',
  );
  return [...byReason].map(([reason, group]) => {
    const ids = [...new Set(group.flatMap(({ outcomes }) => outcomes))].join(', ');
    const what = `${group.length} ${group.length === 1 ? 'example' : 'examples'}${ids && ` of ${ids}`}`;
    return styleText('yellow', `skipped ${what}: ${reason}`);
  });
}

function entryLines({ id, statement, examples }: Entry, margin: string): string[] {
  const broken = examples.filter(failed);
  const mark = markOf(examples);
  const label = id === '' ? '' : `${styleText('bold', id.padEnd(3))}  `;
  const indent = ' '.repeat(margin.length + 2 + (id === '' ? 2 : Math.max(id.length, 3) + 1));
  const lines = [`${margin}${mark} ${label}${indented(statement, indent)}`];
  for (const reason of new Set(
    examples.flatMap(({ reasons, assumptions = [] }) => [...reasons, ...assumptions]),
  )) {
    lines.push(styleText('dim', `${indent}${indented(reason, indent)}`));
  }
  for (const example of broken) lines.push(...failureLines(example, indent));
  return lines;
}

/** The mark of an outcome: ✗ if an example failed, `-` if one was skipped, ✓ otherwise. */
function markOf(examples: readonly ExampleResult[]): string {
  if (examples.some(failed)) return styleText('red', '✗');
  return examples.some(skipped) ? styleText('yellow', '-') : styleText('green', '✓');
}

function failureLines(example: ExampleResult, indent: string): string[] {
  const { uri, name, line, status, failure, decisions } = example;
  const lines = [`${indent}${styleText('red', status)} ${uri}:${failure?.line || line}  ${name}`];
  if (failure)
    lines.push(
      `${indent}  ${failure.step}`,
      ...withoutStack(failure.message).map((text) => `${indent}  ${text}`),
    );
  if (decisions.length > 0)
    lines.push(
      styleText('dim', `${indent}  to see the decisions: ${invocation('explain', `${uri}:${line}`)}`),
    );
  return lines;
}

/** An error's message without its stack, which is for keyhole's developers only. */
export function withoutStack(message: string): string[] {
  const lines = message.split('\n');
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  const text = stack === -1 ? lines : lines.slice(0, stack);
  return text
    .map((line) => line.replace(/^\w+(Error|Mistake|Scenario)( \[\w+\])?: /, ''))
    .filter((line) => line.trim() !== '');
}

interface Totals {
  readonly stated: number;
  readonly failing: number;
  readonly examples: readonly ExampleResult[];
  readonly seconds: number;
}

function totals({ stated, failing, examples, seconds }: Totals): string {
  const bad = examples.filter(failed).length;
  const verdict = stated === 0 ? [] : [`${stated - failing} of ${stated} outcomes hold`];
  const run = examples.length - examples.filter(skipped).length;
  const exampleCount = `${run - bad} of ${run} examples pass`;
  const text = [...verdict, exampleCount, `${seconds.toFixed(1)} s`].join(' · ');
  return styleText(bad === 0 && examples.length > 0 ? 'green' : 'red', text);
}

/** Text wrapped to the width of the terminal, with further lines indented. */
function indented(text: string, indent: string): string {
  return wrapLines(text, outputWidth() - indent.length).join(`\n${indent}`);
}
