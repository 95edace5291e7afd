import { styleText } from 'node:util';
import { labPath } from '../../../gateway/serving/lab-questions.ts';
import { SpecError } from '../../../scenario/spec-error.ts';
import { printable } from '../../../terminal/wrap-lines.ts';
import { invocation } from '../../invocation.ts';
import { askLab, unexpectedAnswer } from '../ask-lab.ts';
import { type LabNotice, labNotices, removeLabFiles } from './lab-folder.ts';

/** A lab that answers. */
export interface RunningLab {
  readonly endpoint: string;
  /** The name of its scenario; undefined for an empty lab, and for a lab that was given by its address. */
  readonly scenario?: string | undefined;
}

/** The variable by which a command that a lab runs finds that lab, in any folder. */
export const labVariable = 'KEYHOLE_LAB';

/** Milliseconds for which a lab may be silent before it counts as ended. */
const PATIENCE = 3000;

/**
 * The lab to ask: the one at a given address, or the one that started this command. Otherwise it is the newest that runs in
 * the current folder; undefined if there is none. If no address is
 * given, writes which lab it is to the standard error output, unless `silent`.
 */
export async function runningLab(given: string | undefined, silent = false): Promise<RunningLab | undefined> {
  const endpoint = given ?? (process.env[labVariable] || undefined);
  const lab = endpoint === undefined ? await labOfFolder() : { endpoint };
  if (lab !== undefined && given === undefined && !silent) tellOf(lab);
  return lab;
}

/** As {@link runningLab}. Throws SpecError `unusable-endpoint` if there is none. */
export async function requiredLab(given: string | undefined, silent = false): Promise<RunningLab> {
  const lab = await runningLab(given, silent);
  if (lab !== undefined) return lab;
  const start = invocation('lab', '<scenario>');
  throw new SpecError(
    'unusable-endpoint',
    `no lab runs in this folder: start one in another terminal with ${start}, or give a lab's address with --endpoint`,
  );
}

/** The newest lab of the folder that answers. The files of those that have ended are removed. */
async function labOfFolder(): Promise<RunningLab | undefined> {
  for (const notice of labNotices()) {
    if (await isRunning(notice)) return { endpoint: notice.endpoint, scenario: notice.scenario ?? undefined };
    if (!isAlive(notice.pid)) removeLabFiles(notice);
  }
  return undefined;
}

/** True if the lab that wrote a notice still answers at its address, and not another one. */
async function isRunning({ endpoint, id }: LabNotice): Promise<boolean> {
  try {
    if (endpoint.startsWith('https:')) (await import('../tls/trust.ts')).trustLabAt(endpoint);
    const answer = await fetch(new URL(labPath, endpoint), { signal: AbortSignal.timeout(PATIENCE) });
    const about: unknown = await answer.json();
    return typeof about === 'object' && about !== null && 'id' in about && about.id === id;
  } catch {
    return false;
  }
}

/** True if a process exists. It may be another one that got the same number. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function tellOf({ endpoint, scenario }: RunningLab): void {
  const which = printable(`keyhole: the lab at ${endpoint}${scenario === undefined ? '' : ` (${scenario})`}`);
  process.stderr.write(`${styleText('dim', which, { stream: process.stderr })}\n`);
}

/**
 * Asks a lab a question, such as `credentials`. Throws SpecError with the lab's own message if it refuses, and if the
 * address is not a lab's.
 */
export async function askQuestion(endpoint: string, name: string, question: object): Promise<object> {
  const answer = await askLab(endpoint, `/_keyhole/${name}`, question);
  const document: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined);
  if (typeof document !== 'object' || document === null) throw await unexpectedAnswer(endpoint, answer);
  if (answer.ok) return document;
  if ('message' in document && typeof document.message === 'string')
    throw new SpecError('unknown-name', printable(document.message));
  throw await unexpectedAnswer(endpoint, answer);
}
