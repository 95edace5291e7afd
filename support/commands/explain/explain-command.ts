import { resolve } from 'node:path';
import { SpecError } from '../../scenario/spec-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { invocation } from '../invocation.ts';
import { decisionFile, keptDecisions } from './decision-file.ts';
import { denialList, explainReport } from './explain-report.ts';
import { labDecisions } from './lab-decisions.ts';
import { isDenied, type RecordedDecision } from './recorded-decision.ts';

/** Which decision to explain, and where it was recorded. */
export interface ExplainOptions {
  /** A decision id, an outcome id, or `file.feature:line`; the last denials where it is left out. */
  readonly what?: string | undefined;
  /** A lab's address; the last run of the specification where it is left out. */
  readonly endpoint?: string | undefined;
  /** The file in which the run left its decisions. */
  readonly decisions?: string | undefined;
}

/** How many denials are listed. */
const LISTED = 20;

/** More outcomes than these are not told one by one. */
const LISTED_OUTCOMES = 25;

/** `keyhole explain`: prints recorded decisions. Throws SpecError for what was not recorded. */
export async function runExplain({ what, endpoint, decisions: file }: ExplainOptions): Promise<number> {
  const recorded =
    endpoint === undefined ? keptDecisions(decisionFile(file)) : await labDecisions(endpoint, what);
  if (what === undefined) {
    const denials = recorded.filter(isDenied).slice(-LISTED);
    process.stdout.write(denials.length === 0 ? 'Nothing was denied.\n' : denialList(denials));
    return exitCodes.ok;
  }
  const asked = selected(what, recorded);
  if (asked.length === 0) throw new SpecError('unknown-name', notRecorded(what, recorded, endpoint));
  process.stdout.write(shown(asked).map(explainReport).join('\n'));
  return exitCodes.ok;
}

/** Denials are what explanations are for: where there are some, what was allowed on the way to them is left out. */
function shown(asked: readonly RecordedDecision[]): readonly RecordedDecision[] {
  const denials = asked.filter(isDenied);
  return denials.length === 0 ? asked : denials;
}

/** By decision id, by outcome id, or by where the scenario stands: `features/a.feature`, with a line or without. */
function selected(what: string, recorded: readonly RecordedDecision[]): readonly RecordedDecision[] {
  const [, feature, line] = /^(.*\.feature)(?::(\d+))?$/.exec(what) ?? [];
  if (feature === undefined) {
    const outcome = what.replace(/^@/, '');
    return recorded.filter(({ id, origin }) => id === what || origin?.outcomes.includes(outcome) === true);
  }
  const ofFeature = recorded.filter(
    ({ origin }) => origin !== undefined && resolve(origin.feature) === resolve(feature),
  );
  return line === undefined ? ofFeature : aroundLine(ofFeature, Number(line));
}

/** Those of a row of an outline, of any of its lines where it is a scenario. */
function aroundLine(decisions: readonly RecordedDecision[], line: number): readonly RecordedDecision[] {
  const ofRow = decisions.filter(({ origin }) => origin?.line === line);
  if (ofRow.length > 0) return ofRow;
  const firstLines = decisions.map(({ origin }) => origin?.firstLine ?? 0).filter((first) => first <= line);
  const nearest = Math.max(0, ...firstLines);
  return decisions.filter(({ origin }) => origin?.firstLine === nearest);
}

function notRecorded(
  what: string,
  recorded: readonly RecordedDecision[],
  endpoint: string | undefined,
): string {
  if (endpoint !== undefined)
    return `${endpoint} has no decision "${what}": a lab knows its last requests, by the ids that its answers carry`;
  const outcomes = [...new Set(recorded.flatMap(({ origin }) => origin?.outcomes ?? []))].toSorted();
  if (recorded.length === 0) return `no request of "${what}" was recorded, nor any other`;
  const known =
    outcomes.length <= LISTED_OUTCOMES
      ? outcomes.join(', ')
      : `${outcomes.length} outcomes, ${spanOf(outcomes)}`;
  const hint = `${invocation('explain')} without arguments lists what was denied`;
  return `no request of "${what}" was recorded: there are ${recorded.length} of ${known || 'scenarios without an outcome'}; ${hint}`;
}

/** `A01 to X12` */
function spanOf(outcomes: readonly string[]): string {
  return `${outcomes[0]} to ${outcomes.at(-1)}`;
}
