import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onlyScenario } from '../access/only-scenario.ts';
import { refuseMissingFile, scenarioMeant } from '../access/scenario-meant.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { refuseParameters } from '../scenario/document/scenario-of-source.ts';
import { type FoundScenario, scenarioHereOrShipped } from '../scenario/document/shipped-scenarios.ts';
import { note, warn } from '../terminal/warn.ts';

/**
 * The scenario that a command is given; the only one of the folder without words. Remarks and warnings go to the standard error output.
 * A path is that of a folder, a template, a plan or a state. A name may be that of a shipped scenario. Files of parameters are for a
 * template. Throws SpecError as loading does.
 */
export function chosenScenario(words: string | undefined, parameters: readonly string[] = []): Scenario {
  const { scenario, remark } =
    words !== undefined && (isPath(words) || parameters.length > 0)
      ? { scenario: scenarioMeant(words, parameters), remark: undefined }
      : found(words, parameters);
  note(remark);
  warn(scenario.warnings);
  return scenario;
}

function found(words: string | undefined, parameters: readonly string[]): FoundScenario {
  if (words !== undefined) {
    refuseMissingFile(words);
    return scenarioHereOrShipped(words);
  }
  const scenario = onlyScenario();
  refuseParameters(`the scenario ${scenario.name}`, parameters);
  return { scenario, remark: undefined };
}

/** True for the path of a folder or file, also of one beside. */
export function isPath(words: string): boolean {
  const isFile = statSync(words, { throwIfNoEntry: false })?.isFile() === true;
  return isFile || /[/\\]|^\.\.?$/.test(words) || existsSync(join(words, 'scenario.yaml'));
}
