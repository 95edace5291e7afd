import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { READ_VERSIONS, type RunRecord, runRecord } from '../../documentation/record/run-record.ts';
import { runRecordOf } from '../../documentation/record/run-record-of.ts';
import { RunRecorder } from '../../documentation/record/run-recorder.ts';
import { scenarioFolder, shownPath } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { invocation } from '../invocation.ts';

/**
 * Reads a run: its record, or the messages that cucumber wrote of it, one JSON object a line. Messages tell no scenarios;
 * those of the current folder are taken. Throws SpecError `unreadable-file` naming the file, the place and the remedy.
 */
export async function readRun(file: string): Promise<RunRecord> {
  const shown = relative(process.cwd(), file) || file;
  const refuse = (what: string, cause?: unknown) =>
    new SpecError('unreadable-file', `${shown} ${what}: run ${invocation('spec')} to write it again`, {
      cause,
    });
  const text = textOf(file, refuse);
  const messages = messagesIn(text, refuse);
  if (messages !== undefined) return await recordOfMessages(messages, shown);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refuse('is neither the record of a run nor messages of cucumber', cause);
  }
  const parsed = runRecord.safeParse(value);
  if (parsed.success) return parsed.data;
  const version: unknown = Reflect.get(Object(value), 'version');
  if (
    Reflect.get(Object(value), 'format') === 'keyhole-run' &&
    !READ_VERSIONS.some((known) => known === version)
  )
    throw refuse(
      `has version ${String(version)} of the format, and this keyhole reads the versions ${READ_VERSIONS.join(' and ')}`,
    );
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the top';
  throw refuse(`is not the record of a run (at ${place}: ${issue?.message})`, parsed.error);
}

type Refuse = (what: string, cause?: unknown) => SpecError;

function textOf(file: string, refuse: Refuse): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw refuse(existsSync(file) ? 'cannot be read' : 'does not exist', cause);
  }
}

/** The messages of a run; undefined for other text. The first message of every run tells the version of the protocol. */
function messagesIn(text: string, refuse: Refuse): readonly Envelope[] | undefined {
  const [first = '', ...rest] = text.split('\n');
  try {
    if (!Object.hasOwn(JSON.parse(first), 'meta')) return undefined;
  } catch {
    return undefined;
  }
  return [first, ...rest].flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line)];
    } catch (cause) {
      throw refuse(`are messages of cucumber that end within line ${index + 1}`, cause);
    }
  });
}

/** Throws SpecError for a run on a scenario that this folder lacks: without its documents, no denial could be explained. */
function refuseOtherScenarios({ features, scenarios }: RunRecord, shown: string): void {
  const known = new Set(scenarios.map(({ name }) => name));
  const examples = features.flatMap(({ rules }) => rules.flatMap((rule) => rule.examples));
  const missing = examples.find(
    ({ scenario, verdict }) =>
      scenario !== undefined && !known.has(scenario) && verdict !== 'unusable' && verdict !== 'not run',
  );
  if (missing === undefined) return;
  const where = shownPath(scenarioFolder());
  throw new SpecError(
    'unknown-scenario',
    `${shown} tells of examples on the scenario ${missing.scenario}, which ${where} does not have: name the folder of its scenarios with --scenarios`,
  );
}

/** The versions that messages tell: those of cucumber and of Node.js. None of them tells the version of keyhole. */
function versionsIn(messages: readonly Envelope[]): Readonly<Record<string, string>> {
  const { implementation, runtime } = messages.find(({ meta }) => meta !== undefined)?.meta ?? {};
  const told = [implementation, runtime].flatMap((product) =>
    product?.version === undefined ? [] : [[VERSIONED[product.name] ?? product.name, product.version]],
  );
  return Object.fromEntries(told);
}

/** The names in the record of what messages name otherwise. */
const VERSIONED: Readonly<Record<string, string>> = { 'node.js': 'node' };

async function recordOfMessages(messages: readonly Envelope[], shown: string): Promise<RunRecord> {
  const recorder = new RunRecorder();
  for (const message of messages) recorder.add(message);
  const isWhole = messages.some(({ testRunFinished }) => testRunFinished !== undefined);
  const record = await runRecordOf(recorder, {
    store: { kind: 'unknown' },
    interrupted: !isWhole,
    selection: { paths: [] },
    earlier: [],
  });
  refuseOtherScenarios(record, shown);
  // The commit and the versions of this folder may be others than those of the run.
  return { ...record, run: { ...record.run, commit: undefined, versions: versionsIn(messages) } };
}
