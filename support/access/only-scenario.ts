import { documentedScenarios } from '../scenario/document/documented-scenarios.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** The only scenario of the folder. Throws SpecError `unknown-scenario` if there is none, or another one. */
export function onlyScenario(): Scenario {
  const all = [...documentedScenarios().values()];
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0) return only;
  const known = all.map(({ name }) => name).join(', ');
  throw new SpecError('unknown-scenario', `name one of the scenarios: ${known || 'none is here'}`);
}
