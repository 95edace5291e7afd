import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { scenarioNamed } from '../scenario/document/documented-scenarios.ts';
import { loadScenario } from '../scenario/document/load-scenario.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { scenarioFolder } from '../scenario/document/scenario-folder.ts';
import { SpecError } from '../scenario/spec-error.ts';

/**
 * The scenario that words name: by the name of its folder in scenarios/, or by the path of its folder or scenario.yaml. A name wins over a folder beside it. Throws SpecError as loading does.
 */
export function scenarioMeant(words: string): Scenario {
  const isName = !/[/\\]/.test(words) && words !== '.' && words !== '..';
  if (isName && existsSync(join(scenarioFolder(), words, 'scenario.yaml'))) return scenarioNamed(words);
  const path = resolve(words);
  const isFile = basename(path) === 'scenario.yaml' && existsSync(path) && statSync(path).isFile();
  const folder = isFile ? dirname(path) : path;
  if (existsSync(join(folder, 'scenario.yaml'))) return loadScenario(dirname(folder), basename(folder));
  if (isName) return scenarioNamed(words);
  throw new SpecError(
    'unknown-scenario',
    `${words} is not the folder of a scenario: it has no scenario.yaml`,
  );
}
