import type { ScenarioDocument } from '../document/scenario-schema.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

type Roles = ScenarioDocument['roles'];

/** The order in which roles can be created. */
export interface RoleRounds {
  /** Roles whose trust policies name only roles of earlier rounds. */
  readonly rounds: readonly Roles[];
  /** Roles whose trust policies name each other, or themselves: they get these policies once all of them exist. */
  readonly mutual: Roles;
}

/** Orders roles for their creation: AWS refuses a trust policy that names a role that does not exist. */
export function roleRounds(provisioned: ProvisionedScenario): RoleRounds {
  let left = Object.entries(provisioned.scenario.document.roles);
  const rounds: Roles[] = [];
  while (left.length > 0) {
    const absent = left.map(([name]) => `"${provisioned.value(`roles.${name}.arn`)}"`);
    const waits = ([, { trust }]: (typeof left)[number]) =>
      absent.some((arn) => provisioned.policy(trust).includes(arn));
    const ready = left.filter((entry) => !waits(entry));
    if (ready.length === 0) break;
    rounds.push(Object.fromEntries(ready));
    left = left.filter(waits);
  }
  return { rounds, mutual: Object.fromEntries(left) };
}
