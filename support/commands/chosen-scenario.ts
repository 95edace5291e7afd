import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onlyScenario } from '../access/only-scenario.ts';
import { scenarioMeant } from '../access/scenario-meant.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { scenarioHereOrShipped } from '../scenario/document/shipped-scenarios.ts';
import { note, warn } from '../terminal/warn.ts';

/**
 * The scenario that a command is given, or the only one of the folder without words. It writes remarks and warnings to the standard
 * error output. A path is that of a folder, a template, a plan or a state. A name may be that of a shipped scenario. Throws SpecError
 * as loading does.
 */
export function chosenScenario(words: string | undefined): Scenario {
  const { scenario, remark } =
    words === undefined || isPath(words)
      ? { scenario: words === undefined ? onlyScenario() : scenarioMeant(words), remark: undefined }
      : scenarioHereOrShipped(words);
  note(remark);
  warn(scenario.warnings);
  return scenario;
}

/** True for the path of a folder or file, also of one beside. */
function isPath(words: string): boolean {
  const isFile = statSync(words, { throwIfNoEntry: false })?.isFile() === true;
  return isFile || /[/\\]|^\.\.?$/.test(words) || existsSync(join(words, 'scenario.yaml'));
}
