import type { Principal } from '../aws/principal.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { principalsOfOutsiders } from './outsiders.ts';
import { type StartedScenario, startScenario } from './started-scenario.ts';

/**
 * Provisions a scenario for questions about principals. Among them can be outsiders that its policies name, who may do all that their own
 * accounts can allow. Throws SpecError as `provision` does.
 */
export async function startScenarioAskedAbout(
  scenario: Scenario,
  principals: readonly string[],
): Promise<StartedScenario> {
  let outsiders: ReadonlyMap<string, Principal> = new Map();
  const started = await startScenario(scenario, {
    arrange: async (provisioned) => {
      outsiders = await principalsOfOutsiders(principals, provisioned);
    },
  });
  return { ...started, outsiders };
}
