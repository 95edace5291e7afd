import type { Describing } from '../../gateway/record/decision-report.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { castNames } from './cast-names.ts';
import { statementSources } from './statement-sources.ts';

/** How reports speak of a provisioned scenario: in the names that features use, with the files of its policies. */
export function namesAndSources(provisioned: ProvisionedScenario): Describing {
  return { names: castNames(provisioned), sources: statementSources(provisioned) };
}
