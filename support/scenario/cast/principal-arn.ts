import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { SpecError } from '../spec-error.ts';
import type { CastMember } from './actors.ts';

/**
 * The ARN that a policy or grant names a cast member by: of a role its own, not that of a session. Throws SpecError
 * `unknown-name` for nobody and for services.
 */
export function principalArn(provisioned: ProvisionedScenario, member: CastMember): string {
  if (member.kind === 'root') return provisioned.value(`accounts.${member.account}.root`);
  if (member.kind !== 'named') throw new SpecError('unknown-name', `${member.kind} has no ARN`);
  const { users } = provisioned.scenario.document;
  const kind = Object.hasOwn(users, member.name) ? 'users' : 'roles';
  return provisioned.value(`${kind}.${member.name}.arn`);
}
