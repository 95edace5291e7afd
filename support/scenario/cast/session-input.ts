import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { isAwsPolicy } from '../document/identity-schema.ts';
import type { SessionParameters } from '../document/session-schema.ts';
import { tagList } from '../document/tags-schema.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';

/** The parameters of AssumeRole that scenario.yaml states. A session policy that is given replaces those stated. */
export function sessionInput(
  provisioned: ProvisionedScenario,
  {
    sessionName,
    sessionPolicies,
    sessionTags,
    transitiveTags,
    sourceIdentity,
    externalId,
  }: SessionParameters,
  sessionPolicy?: string,
): Omit<AssumeRoleCommandInput, 'RoleArn'> {
  const path = sessionPolicies.find((policy) => !isAwsPolicy(policy));
  const stated = {
    Policy: path === undefined ? undefined : provisioned.policy(path),
    PolicyArns: listed(sessionPolicies.filter(isAwsPolicy).map((arn) => ({ arn }))),
  };
  return {
    RoleSessionName: sessionName,
    ...(sessionPolicy === undefined ? stated : { Policy: sessionPolicy }),
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
