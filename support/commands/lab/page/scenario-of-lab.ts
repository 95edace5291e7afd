import { recordScenario } from '../../../documentation/record/record-scenario.ts';
import type { RecordedScenario } from '../../../documentation/record/recorded-scenario.ts';
import type { ProvisionedScenario } from '../../../scenario/provision/provisioned-scenario.ts';

/** A scenario as its lab has it: with the ids that the lab chose for keys and secrets. */
export function scenarioOfLab(provisioned: ProvisionedScenario): RecordedScenario {
  const recorded = recordScenario(provisioned.scenario);
  const plural = {
    ...{ key: 'keys', secret: 'secrets', bucket: 'buckets', table: 'tables' },
    'access point': 'accessPoints',
  } as const;
  return {
    ...recorded,
    placeholders: provisioned.values,
    resources: recorded.resources.map((resource) => ({
      ...resource,
      arn: provisioned.values[`${plural[resource.kind]}.${resource.name}.arn`] ?? resource.arn,
    })),
  };
}
