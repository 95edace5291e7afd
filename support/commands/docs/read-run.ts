import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type RunRecord, runRecord } from '../../documentation/record/run-record.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { invocation } from '../invocation.ts';

/** Reads the record of a run. Throws SpecError `unreadable-file` naming the file, the place in it and the remedy. */
export function readRun(file: string): RunRecord {
  const shown = relative(process.cwd(), file) || file;
  const remedy = `run ${invocation('spec')} to write it again`;
  const refuse = (what: string, cause?: unknown) =>
    new SpecError('unreadable-file', `${shown} ${what}: ${remedy}`, { cause });
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (!existsSync(file)) throw refuse('does not exist', cause);
    throw refuse(cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read', cause);
  }
  const parsed = runRecord.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(
    `is not the record of a run (${issue?.path.join('.') || 'at its top'}: ${issue?.message})`,
    parsed.error,
  );
}
