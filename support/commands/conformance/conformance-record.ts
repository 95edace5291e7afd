import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readText } from '../../scenario/document/read-document.ts';
import { scenarioFolder } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** Where the record stands: beside the scenarios. */
export function conformanceFile(): string {
  return join(scenarioFolder(), 'conformance.json');
}

/** The backends that a record is kept of: what stands behind an endpoint is anybody's. */
export const recordedBackends = ['embedded', 'localstack'] as const;
/** One of {@link recordedBackends}. */
export type RecordedBackend = (typeof recordedBackends)[number];

const recordedOutcome = z.strictObject({
  /** `skipped` where the store cannot do all that its scenarios ask for. */
  result: z.enum(['pass', 'fail', 'skipped']),
  scenarios: z.int().positive(),
  /** Why requests were denied, in plain words. */
  reasons: z.array(z.string()).optional(),
  /** Why scenarios were skipped. */
  why: z.array(z.string()).optional(),
});

const recordedRun = z.strictObject({
  /** The day of the run. */
  recorded: z.iso.date(),
  /** Of keyhole, Node.js and the store, where that is somebody else's. */
  versions: z.record(z.string(), z.string()),
  outcomes: z.record(z.string(), recordedOutcome),
});

const record = z.strictObject({ embedded: recordedRun, localstack: recordedRun }).partial();

/** How one outcome came out on one backend. */
export type RecordedOutcome = z.output<typeof recordedOutcome>;
/** How a whole run came out. */
export type RecordedRun = z.output<typeof recordedRun>;
/** The last recorded run on each backend. */
export type ConformanceRecord = z.output<typeof record>;

/** Reads a record; one that nobody has written yet is empty. Throws SpecError naming file and path. */
export function readConformance(file: string = conformanceFile()): ConformanceRecord {
  if (!existsSync(file)) return {};
  const parsed = record.safeParse(json(file));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`);
  throw new SpecError('invalid-document', `${faults.join('\n')}\nkeyhole spec --record writes it anew`);
}

function json(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    throw new SpecError('syntax', `${file}: not JSON; keyhole spec --record writes it anew`, { cause });
  }
}

/** How many outcomes of a run hold, of those that begin with some letter. */
export function held({ outcomes }: RecordedRun, letter = ''): number {
  return Object.entries(outcomes).filter(([id, { result }]) => id.startsWith(letter) && result === 'pass')
    .length;
}
