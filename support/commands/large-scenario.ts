import type { Scenario } from '../scenario/document/scenario.ts';

/** The number of users and roles from which the memory of a scenario counts. */
const LARGE = 1000;

/** True for a scenario with the users and roles of a company. */
export function isLarge({ document: { users, roles } }: Scenario): boolean {
  return Object.keys(users).length + Object.keys(roles).length >= LARGE;
}
