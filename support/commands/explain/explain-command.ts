import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { nearest } from '../../authorization/terms/nearest.ts';
import { outcomeRegister, type RegisteredOutcome } from '../../scenario/document/outcome-register.ts';
import { shownPath, useOutcomesOf, useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { note } from '../../terminal/warn.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { exitCodes } from '../exit-codes.ts';
import { invocation } from '../invocation.ts';
import { runningLab } from '../lab/running/running-lab.ts';
import { decisionFile, keptDecisions } from './decision-file.ts';
import { denialList, explainReport } from './explain-report.ts';
import { labDecisions } from './lab-decisions.ts';
import { hasReason, isDenied, type RecordedDecision } from './recorded-decision.ts';

/** The decision to explain, and where it was recorded. */
export interface ExplainOptions {
  /** A decision id, an outcome id, or `file.feature:line`; if it is left out, the last denials are listed. */
  readonly what?: string | undefined;
  /** A lab's address; that of the lab in this folder if it is left out. */
  readonly endpoint?: string | undefined;
  /** True if the last run of the specification is to be read, also if a lab runs in this folder. */
  readonly ofRun?: boolean | undefined;
  /** The folder of the scenarios; `scenarios/` of the current folder if it is left out. */
  readonly scenarios?: string | undefined;
  /** The register of outcomes; outcomes.yaml in the folder of the scenarios if it is left out. */
  readonly outcomes?: string | undefined;
  /** The file that the run wrote its decisions to. */
  readonly decisions?: string | undefined;
}

/** The most denials that are listed. */
const LISTED = 20;

/** The most outcomes that a message names one by one. */
const LISTED_OUTCOMES = 25;

/** `keyhole explain`: prints recorded decisions. Throws SpecError if none was recorded for what is asked. */
export async function runExplain(options: ExplainOptions): Promise<number> {
  const { what } = options;
  useScenariosOf(options.scenarios);
  useOutcomesOf(options.outcomes);
  const { recorded, endpoint } = await recordedDecisions(options);
  if (what === undefined) {
    const denials = recorded.filter(hasReason).slice(-LISTED);
    process.stdout.write(denials.length === 0 ? 'Nothing was denied.\n' : denialList(denials));
    if (denials.length > 0) note(`${invocation('explain', '<id>')} shows the statements behind one`);
    return exitCodes.ok;
  }
  const asked = selected(what, recorded);
  if (asked.length === 0) throw new SpecError('unknown-name', notRecorded(what, recorded, endpoint));
  const stated = outcomeNamed(what)?.statement;
  if (stated !== undefined) process.stdout.write(`${statementLines(stated)}\n\n`);
  process.stdout.write(shown(asked).map(explainReport).join('\n'));
  return exitCodes.ok;
}

/** The decisions that were recorded for what is asked, and the lab that recorded them; none for the last run. */
interface Recorded {
  readonly recorded: readonly RecordedDecision[];
  readonly endpoint?: string | undefined;
}

/** The decisions of a lab, or of the last run if there is no lab or if it does not know the decision. */
async function recordedDecisions({ what, endpoint, ofRun, decisions }: ExplainOptions): Promise<Recorded> {
  const isOfRun = ofRun === true || (what !== undefined && !isDecisionId(what));
  const lab = isOfRun && endpoint === undefined ? undefined : await runningLab(endpoint);
  const file = decisionFile(decisions);
  if (lab !== undefined) {
    const recorded = await labDecisions(lab.endpoint, what);
    const isElsewhere = recorded.length === 0 && what !== undefined && endpoint === undefined;
    if (!isElsewhere || !existsSync(file)) return { recorded, endpoint: lab.endpoint };
  }
  const recorded = keptDecisions(file);
  process.stderr.write(
    `${styleText('dim', `keyhole: the last run, ${shownPath(file)}`, { stream: process.stderr })}\n`,
  );
  return { recorded };
}

/** True for a text that may be a decision's id: 16 digits of S3, or a UUID. */
function isDecisionId(text: string): boolean {
  return /^(?:[0-9A-F]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(text);
}

/** The denials among decisions, or all decisions if none is a denial. */
function shown(asked: readonly RecordedDecision[]): readonly RecordedDecision[] {
  const denials = asked.filter(isDenied);
  return denials.length === 0 ? asked : denials;
}

/** The decisions with a decision id or an outcome id, or at a place: `features/a.feature`, with or without a line. */
function selected(what: string, recorded: readonly RecordedDecision[]): readonly RecordedDecision[] {
  const [, feature, line] = /^(.*\.feature)(?::(\d+))?$/.exec(what) ?? [];
  if (feature === undefined) {
    const outcome = outcomeId(what);
    return recorded.filter(({ id, origin }) => id === what || origin?.outcomes.includes(outcome) === true);
  }
  const ofFeature = recorded.filter(
    ({ origin }) => origin !== undefined && resolve(origin.feature) === resolve(feature),
  );
  return line === undefined ? ofFeature : aroundLine(ofFeature, Number(line));
}

/** The decisions of a row of an outline, or of the example that a line belongs to. */
function aroundLine(decisions: readonly RecordedDecision[], line: number): readonly RecordedDecision[] {
  const ofRow = decisions.filter(({ origin }) => origin?.line === line);
  if (ofRow.length > 0) return ofRow;
  const firstLines = decisions.map(({ origin }) => origin?.firstLine ?? 0).filter((first) => first <= line);
  const nearest = Math.max(0, ...firstLines);
  return decisions.filter(({ origin }) => origin?.firstLine === nearest);
}

/** The id of an outcome, also if it is given as the tag `@W03`. */
function outcomeId(what: string): string {
  return what.replace(/^@/, '');
}

/** The outcome that the register states under an id; undefined for anything else. */
function outcomeNamed(what: string): RegisteredOutcome | undefined {
  return outcomeRegister().get(outcomeId(what));
}

function statementLines(statement: string): string {
  return wrapLines(statement, outputWidth()).join('\n');
}

function notRecorded(
  what: string,
  recorded: readonly RecordedDecision[],
  endpoint: string | undefined,
): string {
  if (endpoint !== undefined)
    return `${endpoint} has no decision "${what}". A lab keeps its last requests only; take the request id of the response`;
  const outcomes = [...new Set(recorded.flatMap(({ origin }) => origin?.outcomes ?? []))].toSorted();
  if (recorded.length === 0) return `no request of "${what}" was recorded: the last run made no request`;
  const known =
    outcomes.length <= LISTED_OUTCOMES
      ? outcomes.join(', ')
      : `${outcomes.length} outcomes, ${spanOf(outcomes)}`;
  const hint = `${invocation('explain')} without arguments lists the last denials`;
  const meant = outcomeNamed(what) === undefined ? nearest(outcomeId(what), outcomes) : undefined;
  const near = meant === undefined ? '' : `: did you mean ${meant}?`;
  return `no request of "${what}" was recorded${near || '.'} ${recorded.length} are recorded, of ${known || 'examples without an outcome'}; ${hint}`;
}

/** `A01 to X12` */
function spanOf(outcomes: readonly string[]): string {
  return `${outcomes[0]} to ${outcomes.at(-1)}`;
}
