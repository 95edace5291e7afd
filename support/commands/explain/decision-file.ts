import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { SpecError } from '../../scenario/spec-error.ts';
import { invocation } from '../invocation.ts';
import type { ExampleResult } from '../spec/spec-results.ts';
import { type RecordedDecision, recordedDecision } from './recorded-decision.ts';

/** Where a run of the specification leaves its decisions: in the current folder unless it is told another place. */
export function decisionFile(file = '.cache/decisions.jsonl'): string {
  return resolve(file);
}

/** Decisions beyond these are left out; a run of the whole specification makes a few hundred. */
const CAPACITY = 5000;

/**
 * Leaves the decisions of a run in a file, one in JSON a line, in place of those of the run before.
 * Where that fails, the run says so and counts all the same.
 */
export function keepDecisions(scenarios: readonly ExampleResult[], file: string): void {
  const lines: string[] = [];
  for (const { uri: feature, line, firstLine, name: scenario, outcomes, decisions } of scenarios) {
    const origin = JSON.stringify({ feature, line, firstLine, scenario, outcomes });
    for (const decision of decisions) lines.push(`{"origin":${origin},${decision.slice(1)}\n`);
  }
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Whoever reads meanwhile finds the old file or the new one, and no half of either.
    writeFileSync(unfinished, lines.slice(-CAPACITY).join(''));
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`keyhole: the decisions of this run are not kept: ${why}\n`);
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
    const message = `${shown} ${isThere ? 'cannot be read' : 'is not there'}: run ${invocation('spec')} first, or ask a lab with --endpoint`;
    throw new SpecError('unreadable-file', message, { cause });
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const decision = recordedDecision(line);
      if (decision !== undefined) return decision;
      throw new SpecError(
        'unreadable-file',
        `${shown}:${index + 1} is no decision: run ${invocation('spec')} again`,
      );
    });
}
