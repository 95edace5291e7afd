import { inNames } from '../../authorization/explain.ts';
import type { Decision } from '../../authorization/terms/decision.ts';
import { UndecidableError } from '../../authorization/terms/undecidable-error.ts';
import { isKnownKey } from '../../gateway/context/known-keys.ts';
import type { WhatIf } from '../../gateway/desk/what-if.ts';
import { type Describing, permissionReport } from '../../gateway/record/decision-report.ts';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { Actors } from '../../scenario/cast/actors.ts';
import { namesAndSources } from '../../scenario/cast/names-and-sources.ts';
import { resolvePrincipal } from '../../scenario/cast/resolve-principal.ts';
import { scenarioNamed } from '../../scenario/document/documented-scenarios.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { provision } from '../../scenario/provision/provision.ts';
import { factsOf, surroundingsOf } from '../../scenario/provision/surroundings-of.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { warn } from '../../terminal/warn.ts';
import { exitCodes } from '../exit-codes.ts';
import { permissionLines } from '../explain/explain-report.ts';
import { checkedWords, type DecideQuestion, whatIfOf } from './decide-question.ts';

/** A question, the scenario that it is asked in, and how to print the decision. */
export interface DecideOptions extends DecideQuestion {
  readonly scenario: string;
  /** The folder of the scenarios; `scenarios/` of the current folder if it is left out. */
  readonly scenarios?: string | undefined;
  readonly expect?: 'allowed' | 'denied' | undefined;
  readonly json: boolean;
}

/**
 * `keyhole decide`: provisions a scenario and decides one permission in it, without sending a request for it. Resolves
 * with the exit code. Throws SpecError for an invalid argument, and if the decision depends on a condition key that was
 * not given.
 */
export async function runDecide(options: DecideOptions): Promise<number> {
  useScenariosOf(options.scenarios);
  const words = checkedWords(options);
  await using lab = await startLab();
  const scenario = scenarioNamed(options.scenario);
  warn(scenario.warnings);
  lab.surround(factsOf(scenario));
  const provisioned = await provision(scenario, lab.endpoint);
  const actors = new Actors(provisioned);
  // Control policies apply only now: before, one of them could refuse what the root users arrange.
  await actors.introduceUsers();
  lab.surround(surroundingsOf(provisioned));
  const log = lab.decisionLog;
  const principal = await resolvePrincipal(options.principal, { provisioned, actors, log });
  const describing = namesAndSources(provisioned);
  const decision = await decided(lab, whatIfOf(options, words, { principal, provisioned }), describing);
  const report = permissionReport(decision, describing);
  const lines = options.json ? [JSON.stringify(report, undefined, 2)] : permissionLines(report);
  process.stdout.write(`${lines.join('\n')}\n`);
  const outcome = decision.result === 'Granted' ? 'allowed' : 'denied';
  return outcome === (options.expect ?? 'allowed') ? exitCodes.ok : exitCodes.failed;
}

async function decided(lab: Lab, asked: WhatIf, { names }: Describing): Promise<Decision> {
  try {
    return await lab.decide(asked);
  } catch (cause) {
    if (!(cause instanceof UndecidableError)) throw cause;
    const { policy, statement, key, remedy } = cause;
    const hint = isKnownKey(key)
      ? `give its value with --context ${key}=…, or add --without ${key} if the request has none`
      : 'keyhole does not know this key';
    const message = `the decision depends on ${key}, which statement ${statement} of ${policy} tests: ${hint}${remedy === undefined ? '' : `. ${remedy}`}`;
    throw new SpecError('undecidable', inNames(message, names), { cause });
  }
}
