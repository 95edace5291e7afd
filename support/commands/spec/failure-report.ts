import { stripVTControlCharacters, styleText } from 'node:util';
import { NO_STEPS } from '../../documentation/record/states-nothing.ts';
import { specErrorNames } from '../../scenario/spec-error.ts';
import { outputWidth, printable, wrapLines } from '../../terminal/wrap-lines.ts';
import { consideredLines } from '../explain/considered-table.ts';
import { recordedDecision } from '../explain/recorded-decision.ts';
import { invocation } from '../invocation.ts';
import type { ExampleResult } from './example-result.ts';

/** The most examples that are listed with one failure. */
const LISTED = 20;

/** True for an example that failed, is broken or cannot be run. */
export function hasFailed({ status }: ExampleResult): boolean {
  return status !== 'passed' && status !== 'skipped';
}

/**
 * The failures of a run, each with its step, what was expected and answered, and the statements that were considered.
 * Equal failures of several examples are one entry that lists them.
 */
export function failureReport(examples: readonly ExampleResult[]): readonly string[] {
  const groups = Map.groupBy(examples.filter(hasFailed), (example) =>
    JSON.stringify([example.status, failureText(example)]),
  );
  return [...groups.values()].flatMap(groupLines);
}

/** The place of a failure: the step if one failed, or else the example. */
export function placeOf({ uri, line, failure }: ExampleResult): string {
  return `${uri}:${failure?.line || line}`;
}

/** The text of a failure, for files: its message and the statements that were considered. */
export function failureText(example: ExampleResult): readonly string[] {
  const lines = [...failureMessage(example), ...tableLines(example)];
  return lines.map((line) => stripVTControlCharacters(line).trimEnd());
}

function groupLines(group: readonly ExampleResult[]): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const count = group.length === 1 ? '' : ` ${group.length} examples alike`;
  const lines = ['', styleText('red', `✗ ${first.status}${count}`)];
  for (const example of group.slice(0, LISTED))
    lines.push(`  ${printable(placeOf(example))}`, ...wrapped(example.name, '    '));
  if (group.length > LISTED)
    lines.push(`  and ${group.length - LISTED} more, which --junit and keyhole docs list`);
  lines.push(...failureMessage(first).flatMap((line) => wrapped(line, '      ')), ...tableLines(first));
  const asked = group.find(({ decisions }) => decisions.length > 0);
  if (asked !== undefined) {
    const command = invocation('explain', `${asked.uri}:${asked.line}`);
    // The command stays whole, so that it can be copied.
    lines.push('', styleText('dim', `      to see the decisions: ${printable(command)}`));
  }
  return lines;
}

/** The message of a failure, after its step unless the message says that. */
export function failureMessage({ failure }: ExampleResult): readonly string[] {
  if (failure === undefined) return [NO_STEPS];
  const message = withoutStack(failure.message);
  // A fault of the example itself, such as its tags, is found before its first step.
  const told = failure.line === 0 || message[0] === `expected: ${failure.step}`;
  return told ? message : [failure.step, ...message];
}

/** The statements that were considered for the last decision, as `keyhole explain` prints them. */
function tableLines({ status, decisions }: ExampleResult): readonly string[] {
  if (status === 'unusable') return [];
  const denials = recordedDecision(decisions.at(-1) ?? '')?.decisions ?? [];
  const considered = denials.flatMap(({ denial }) => denial?.considered ?? []);
  return considered.length === 0 ? [] : ['', ...consideredLines(considered)];
}

/** The names of keyhole's own errors, which say nothing to people. */
const errorNames = new RegExp(`\\b(?:${Object.values(specErrorNames).join('|')}): `, 'g');

/** An error's message without its stack, which is for keyhole's developers only. */
function withoutStack(message: string): string[] {
  const lines = message.split('\n');
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  const text = stack === -1 ? lines : lines.slice(0, stack);
  return text
    .map((line) => line.replace(/^\w*Error( \[\w+\])?: /, '').replaceAll(errorNames, ''))
    .filter((line) => line.trim() !== '');
}

/**
 * Text wrapped to the width of the terminal at an indentation, its own included. Paths stay whole, so that they can be
 * opened, and so do rows of tables.
 */
function wrapped(text: string, indent: string): readonly string[] {
  const [, own = '', words = ''] = /^(\s*)(.*)$/s.exec(text) ?? [];
  const margin = indent + own;
  if (words.startsWith('| ')) return [margin + printable(words)];
  const [first = '', ...more] = wrapLines(words, outputWidth() - margin.length - 2, false);
  return [margin + first, ...more.map((line) => `${margin}  ${line}`)];
}
