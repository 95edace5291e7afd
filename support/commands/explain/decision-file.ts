import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { SpecError } from '../../scenario/spec-error.ts';
import { invocation } from '../invocation.ts';
import type { ExampleResult } from '../spec/example-result.ts';
import { type RecordedDecision, recordedDecision } from './recorded-decision.ts';

/** The file that a run of the specification writes its decisions to, in the current folder unless another is given. */
export function decisionFile(file = '.cache/decisions.jsonl'): string {
  return resolve(file);
}

/** The most decisions that are kept, the last ones; a run of the whole specification makes a few hundred. */
const CAPACITY = 5000;

/**
 * Writes the decisions of a run to a file, one JSON object a line, in place of the earlier run's. If that fails, it
 * prints a warning and the run counts all the same.
 */
export function keepDecisions(examples: readonly ExampleResult[], file: string): void {
  const lines: string[] = [];
  // The last are kept, so they are read first.
  for (const { uri: feature, line, firstLine, name: example, outcomes, decisions } of examples.toReversed()) {
    if (lines.length >= CAPACITY) break;
    const origin = JSON.stringify({ feature, line, firstLine, example, outcomes });
    for (const decision of decisions.toReversed()) lines.push(`{"origin":${origin},${decision.slice(1)}\n`);
  }
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // A rename is atomic: a concurrent reader sees the old file or the new one, never a part.
    writeFileSync(unfinished, lines.slice(0, CAPACITY).reverse().join(''));
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`keyhole: could not write the decisions of this run to ${file}: ${why}\n`);
  }
}

/** The decisions of the last run, oldest first. Throws SpecError `unreadable-file`. */
export function keptDecisions(file: string): readonly RecordedDecision[] {
  const shown = relative(process.cwd(), file) || file;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const isThere = existsSync(file);
    const message = `${shown} ${isThere ? 'cannot be read' : 'does not exist'}: run ${invocation('spec')} first, or start a lab with ${invocation('lab', '<scenario>')}`;
    throw new SpecError('unreadable-file', message, { cause });
  }
  if (text === '') {
    const message = `${shown} holds no decision: run ${invocation('spec')} first`;
    throw new SpecError('unreadable-file', message);
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const decision = recordedDecision(line);
      if (decision !== undefined) return decision;
      throw new SpecError(
        'unreadable-file',
        `${shown}:${index + 1} is not a decision: run ${invocation('spec')} again`,
      );
    });
}
