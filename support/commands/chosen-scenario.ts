import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onlyScenario } from '../access/only-scenario.ts';
import { refuseMissingFile, scenarioMeant } from '../access/scenario-meant.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { refuseGiven, type SourceGiven } from '../scenario/document/scenario-of-source.ts';
import { type FoundScenario, scenarioHereOrShipped } from '../scenario/document/shipped-scenarios.ts';
import { note, warn } from '../terminal/warn.ts';
import { type SourceOptions, sourceGiven } from './source-options.ts';

/**
 * The scenario that a command is given; the only one of the folder without words. Remarks and warnings go to the standard error output.
 * A path is that of a folder, a template, a plan or a state. A name may be that of a shipped scenario. The options are for
 * a template, a plan or a state. Throws SpecError as loading does.
 */
export function chosenScenario(words: string | undefined, options: SourceOptions = {}): Scenario {
  const given = sourceGiven(options);
  const isGiven = options.parameters !== undefined || options.account !== undefined;
  const { scenario, remark } =
    words !== undefined && (isPath(words) || isGiven)
      ? { scenario: scenarioMeant(words, given), remark: undefined }
      : found(words, given);
  note(remark);
  warn(scenario.warnings);
  return scenario;
}

function found(words: string | undefined, given: SourceGiven): FoundScenario {
  if (words !== undefined) {
    refuseMissingFile(words);
    return scenarioHereOrShipped(words);
  }
  const scenario = onlyScenario();
  refuseGiven(`the scenario ${scenario.name}`, given);
  return { scenario, remark: undefined };
}

/** True for the path of a folder or file, also of one beside. */
export function isPath(words: string): boolean {
  const isFile = statSync(words, { throwIfNoEntry: false })?.isFile() === true;
  return isFile || /[/\\]|^\.\.?$/.test(words) || existsSync(join(words, 'scenario.yaml'));
}
