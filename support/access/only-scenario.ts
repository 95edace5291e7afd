import { documentedScenarios } from '../scenario/document/documented-scenarios.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { scenarioMeant } from './scenario-meant.ts';

/** The scenario that words name; the only one of the folder without words. Throws SpecError `unknown-scenario`. */
export function onlyScenario(words: string | undefined): Scenario {
  if (words !== undefined) return scenarioMeant(words);
  const all = [...documentedScenarios().values()];
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0) return only;
  const known = all.map(({ name }) => name).join(', ');
  throw new SpecError('unknown-scenario', `name one of the scenarios: ${known || 'none is here'}`);
}
