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

/** The ARN of a role as a whole string of a document. */
const ROLE = /"(arn:aws:iam::\d{12}:role\/[^"]+)"/g;

/** Orders roles for their creation: AWS refuses a trust policy that names a role that does not exist. */
export function roleRounds(provisioned: ProvisionedScenario): RoleRounds {
  let left = Object.entries(provisioned.scenario.document.roles).map((entry) => {
    const trust = provisioned.policy(entry[1].trust);
    const names = [...trust.matchAll(ROLE)].map(([, arn = '']) => arn);
    return { entry, arn: provisioned.value(`roles.${entry[0]}.arn`), names };
  });
  const rounds: Roles[] = [];
  const rolesOf = (some: typeof left) => Object.fromEntries(some.map(({ entry }) => entry));
  while (left.length > 0) {
    const absent = new Set(left.map(({ arn }) => arn));
    const { ready = [], waiting = [] } = Object.groupBy(left, ({ names }) =>
      names.some((name) => absent.has(name)) ? 'waiting' : 'ready',
    );
    if (ready.length === 0) break;
    rounds.push(rolesOf(ready));
    left = waiting;
  }
  return { rounds, mutual: rolesOf(left) };
}
