import type { OrganizationScope, PermissionRule } from '../../../authorization/permissions/rule.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import { AWS_POLICIES, type Directory, directoryOf } from './directory.ts';
import { arnOfInvitation, arnOfNode, arnOfPolicy } from './entity-arns.ts';
import { organizationOfCaller } from './organization-of-caller.ts';
import { organizationsSurfaces } from './organizations-surfaces.ts';

/**
 * The checks of a call to AWS Organizations. The identity-based policies of the caller decide, also about entities of the
 * management account that a member names.
 */
export async function planOrganizations(
  call: CallFacts<'organizations'>,
  rule: PermissionRule<'organizations', Operation<'organizations'>>,
): Promise<Plan<Input<'organizations', Operation<'organizations'>>>> {
  const { input, region, account, facts } = call;
  const organization = organizationOfCaller(call) ?? facts.surroundings?.organization;
  const scope = { region, account, organization: organization && scopeOf(directoryOf(organization)) };
  const checks = rule(input, scope).map(({ action, resource, context }): Check => {
    const supplied = suppliedValues(context, { 'aws:ResourceAccount': account });
    const permission = {
      action,
      resource,
      resourceAccount: account,
      context: new CallContext(facts, supplied),
    };
    return { kind: 'permission', permission, surface: organizationsSurfaces.organizations };
  });
  return { checks, input };
}

function scopeOf(directory: Directory): OrganizationScope {
  const policyOf = (id: string) =>
    directory.policies.get(id) ?? Object.values(AWS_POLICIES).find((policy) => policy.id === id);
  return {
    arnOf: (id) => {
      if (id.startsWith('h-')) return arnOfInvitation(directory, id);
      if (id.startsWith('p-'))
        return arnOfPolicy(directory, policyOf(id)?.type ?? 'SERVICE_CONTROL_POLICY', id);
      return arnOfNode(directory, { kind: kindOf(id), id });
    },
    arnOfNewPolicy: (type) =>
      `arn:aws:organizations::${directory.managementAccount}:policy/${directory.id}/${type.toLowerCase()}/p-????????`,
    typeOf: (id) => policyOf(id)?.type,
  };
}

function kindOf(id: string): 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT' {
  if (id.startsWith('r-')) return 'ROOT';
  return id.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT';
}
