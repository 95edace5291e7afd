import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { scenarioFolder } from '../../scenario/document/scenario-folder.ts';
import { readText } from '../../scenario/read-text.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** The file of the conformance record, beside the scenarios. */
export function conformanceFile(): string {
  return join(scenarioFolder(), 'conformance.json');
}

/** The backends that have a record. The backend `endpoint` has none, since any store may be behind it. */
export const recordedBackends = ['embedded', 'localstack'] as const;
/** One of {@link recordedBackends}. */
export type RecordedBackend = (typeof recordedBackends)[number];

const recordedOutcome = z.strictObject({
  /** `skipped` if the store does not perform an operation that an example needs. */
  result: z.enum(['pass', 'fail', 'skipped']),
  examples: z.int().positive(),
  /** The reasons of denials, in plain words. */
  reasons: z.array(z.string()).optional(),
  /** The reasons why examples were skipped. */
  why: z.array(z.string()).optional(),
});

/** The answers of the store alone, outcome by outcome. Outcomes that could not be compared are left out. */
const recordedAlone = z.strictObject({
  recorded: z.iso.date(),
  outcomes: z.record(
    z.string(),
    z.strictObject({
      /** True if it answers as AWS does. */
      agrees: z.boolean(),
      /** The differences in plain words. */
      how: z.array(z.string()).optional(),
    }),
  ),
});

const recordedRun = z.strictObject({
  /** The day of the run, in UTC. */
  recorded: z.iso.date(),
  /** The versions of keyhole and Node.js, and the store's image if the store is not keyhole's own. */
  versions: z.record(z.string(), z.string()),
  outcomes: z.record(z.string(), recordedOutcome),
  /** The last comparison of the store alone with AWS. */
  alone: recordedAlone.optional(),
});

const record = z.strictObject({ embedded: recordedRun, localstack: recordedRun }).partial();

/** The result of one outcome on one backend. */
export type RecordedOutcome = z.output<typeof recordedOutcome>;
/** The answers of a store alone to the whole specification. */
export type RecordedAlone = z.output<typeof recordedAlone>;
/** The result of a run of the whole specification. */
export type RecordedRun = z.output<typeof recordedRun>;
/** The last recorded run on each backend. */
export type ConformanceRecord = z.output<typeof record>;

/** Reads the record; empty if the file does not exist. Throws SpecError naming the file and the path in it. */
export function readConformance(file: string = conformanceFile()): ConformanceRecord {
  if (!existsSync(file)) return {};
  const parsed = record.safeParse(json(file));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`);
  throw new SpecError(
    'invalid-document',
    `${faults.join('\n')}\nTo write it again, run keyhole spec --record`,
  );
}

function json(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    throw new SpecError('syntax', `${file} is not JSON. To write it again, run keyhole spec --record`, {
      cause,
    });
  }
}

/** Counts the outcomes of a run that hold, among those whose id begins with a letter. */
export function held({ outcomes }: RecordedRun, letter = ''): number {
  return Object.entries(outcomes).filter(([id, { result }]) => id.startsWith(letter) && result === 'pass')
    .length;
}
