import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { isAwsPolicy } from '../document/identity-schema.ts';
import type { SessionLimits, SessionParameters } from '../document/session-schema.ts';
import { tagList } from '../document/tags-schema.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';

/**
 * The name and the policies of a session that scenario.yaml states. A session policy that is given replaces those
 * stated.
 */
export function sessionLimits(
  provisioned: ProvisionedScenario,
  { sessionName, sessionPolicies }: SessionLimits,
  sessionPolicy?: string,
): Pick<AssumeRoleCommandInput, 'RoleSessionName' | 'Policy' | 'PolicyArns'> {
  const path = sessionPolicies.find((policy) => !isAwsPolicy(policy));
  const stated = {
    Policy: path === undefined ? undefined : provisioned.policy(path),
    PolicyArns: listed(sessionPolicies.filter(isAwsPolicy).map((arn) => ({ arn }))),
  };
  return {
    RoleSessionName: sessionName,
    ...(sessionPolicy === undefined ? stated : { Policy: sessionPolicy }),
  };
}

/** The parameters of AssumeRole that scenario.yaml states, as {@link sessionLimits} does. */
export function sessionInput(
  provisioned: ProvisionedScenario,
  parameters: SessionParameters,
  sessionPolicy?: string,
): Omit<AssumeRoleCommandInput, 'RoleArn'> {
  const { sessionTags, transitiveTags, sourceIdentity, externalId } = parameters;
  return {
    ...sessionLimits(provisioned, parameters, sessionPolicy),
    Tags: tagList(sessionTags),
    TransitiveTagKeys: listed([...transitiveTags]),
    SourceIdentity: sourceIdentity,
    ExternalId: externalId,
  };
}

/** A list for a request; a request leaves an empty one out. */
function listed<T>(items: T[]): T[] | undefined {
  return items.length === 0 ? undefined : items;
}
