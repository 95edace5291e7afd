import { type CheckedWords, checkedWords, type DecideQuestion } from '../../access/decide-question.ts';
import { decisionInScenario } from '../../access/decision-in-scenario.ts';
import { startScenarioAskedAbout } from '../../access/scenario-asked-about.ts';
import type { PermissionReport } from '../../gateway/record/decision-report.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { note } from '../../terminal/warn.ts';
import { chosenScenario } from '../chosen-scenario.ts';
import { exitCodes } from '../exit-codes.ts';
import { permissionLines } from '../explain/explain-report.ts';
import { askQuestion, requiredLab } from '../lab/running/running-lab.ts';
import type { SourceOptions } from '../source-options.ts';

/** A question, where it is asked, and how to print the decision. */
export interface DecideOptions extends DecideQuestion, SourceOptions {
  /** The scenario to provision for the question; if it is left out, a running lab is asked. */
  readonly scenario?: string | undefined;
  /** The address of the lab to ask; that of this folder if it is left out. */
  readonly endpoint?: string | undefined;
  /** The folder of the scenarios; `scenarios/` of the current folder if it is left out. */
  readonly scenarios?: string | undefined;
  readonly expect?: 'allowed' | 'denied' | undefined;
  readonly json: boolean;
}

/**
 * `keyhole decide`: decides one permission without sending a request for it. It decides in a scenario as it is written, or
 * in a running lab as it is now. Resolves with the exit code. Throws SpecError for an invalid argument, and if the decision
 * depends on a condition key that was not given.
 */
export async function runDecide(options: DecideOptions): Promise<number> {
  useScenariosOf(options.scenarios);
  const words = checkedWords(options);
  const { scenario, endpoint } = options;
  if (scenario !== undefined && endpoint !== undefined)
    throw new SpecError('unknown-scenario', 'decide needs --scenario or --endpoint, and not both');
  const report = scenario === undefined ? await inLab(options) : await asWritten(scenario, options, words);
  const lines = options.json ? [JSON.stringify(report, undefined, 2)] : permissionLines(report);
  process.stdout.write(`${lines.join('\n')}\n`);
  const outcome = report.result === 'Granted' ? 'allowed' : 'denied';
  const { expect } = options;
  if (expect !== undefined && outcome !== expect) note(`expected ${expect}, and it is ${outcome}`);
  return outcome === (expect ?? 'allowed') ? exitCodes.ok : exitCodes.failed;
}

/** Decides in a scenario that is provisioned for the question. */
async function asWritten(
  name: string,
  question: DecideQuestion & SourceOptions,
  words: CheckedWords,
): Promise<PermissionReport> {
  await using played = await startScenarioAskedAbout(chosenScenario(name, question), [question.principal]);
  return await decisionInScenario(played, question, words);
}

/** Asks a running lab, which decides in its current state. */
async function inLab({ endpoint: given, ...options }: DecideOptions): Promise<PermissionReport> {
  const { endpoint } = await requiredLab(given);
  const { principal, action, resource, context, without, via, through, region } = options;
  const question: DecideQuestion = { principal, action, resource, context, without, via, through, region };
  const answer = await askQuestion(endpoint, 'decide', question);
  if (isReport(answer)) return answer;
  throw new SpecError('unusable-endpoint', `${endpoint} does not answer as a keyhole lab does`);
}

function isReport(answer: object): answer is PermissionReport {
  return 'result' in answer && 'action' in answer && 'resourceName' in answer;
}
