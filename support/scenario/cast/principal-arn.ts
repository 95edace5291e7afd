import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { SpecError } from '../spec-error.ts';
import type { CastMember } from './actors.ts';

/**
 * The ARN by which a policy or grant names a cast member; of a role the role's own, not a session's. Throws SpecError
 * `unknown-name` for an anonymous caller and for services.
 */
export function principalArn(provisioned: ProvisionedScenario, member: CastMember): string {
  if (member.kind === 'root') return provisioned.value(`accounts.${member.account}.root`);
  if (member.kind !== 'named')
    throw new SpecError(
      'unknown-name',
      `a policy or grant cannot name this principal by ARN: it is ${member.kind}`,
    );
  const { users } = provisioned.scenario.document;
  const kind = Object.hasOwn(users, member.name) ? 'users' : 'roles';
  return provisioned.value(`${kind}.${member.name}.arn`);
}
