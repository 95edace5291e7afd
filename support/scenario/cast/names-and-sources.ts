import type { Describing } from '../../gateway/record/decision-report.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { castNames } from './cast-names.ts';
import { statementSources } from './statement-sources.ts';

/**
 * The names and sources with which reports describe a provisioned scenario: features' names, and the files of policies.
 */
export function namesAndSources(provisioned: ProvisionedScenario): Describing {
  return { names: castNames(provisioned), sources: statementSources(provisioned) };
}
