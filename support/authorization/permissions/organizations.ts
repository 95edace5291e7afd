import type { Input, Operation } from '../../aws/operations.ts';
import type { PermissionRule, PermissionTable, RequiredPermission, Scope } from './rule.ts';
import { notImplemented, rowsFor } from './table-rows.ts';
import { type RequestTags, requestTagContext } from './tag-context.ts';

type Rule = PermissionRule<'organizations', Operation<'organizations'>>;

const onEverything = (operation: string) => () => [{ action: `organizations:${operation}`, resource: '*' }];

/**
 * A rule for an operation on the entities that some members name by their ids. Each of them must be allowed.
 * Undocumented: the order in which AWS decides several entities.
 */
const onEntities =
  (...members: readonly string[]) =>
  (operation: string): Rule =>
  (input, scope) => {
    const context = policyType(input, scope);
    return members.map((member) => ({
      action: `organizations:${operation}`,
      resource: arnIn(input, member, scope),
      context,
    }));
  };

function arnIn(input: object, member: string, { organization }: Scope): string {
  const id: unknown = Reflect.get(input, member);
  return typeof id === 'string' ? (organization?.arnOf(id) ?? '*') : '*';
}

/** The condition key organizations:PolicyType, of the request or of the policy that it names. */
function policyType(input: object, { organization }: Scope): NonNullable<RequiredPermission['context']> {
  const text = (member: string) => {
    const value: unknown = Reflect.get(input, member);
    return typeof value === 'string' ? value : undefined;
  };
  const policy = text('PolicyId');
  const ofPolicy = policy === undefined ? undefined : organization?.typeOf(policy);
  return { 'organizations:PolicyType': text('PolicyType') ?? text('Filter') ?? text('Type') ?? ofPolicy };
}

/** A creation with tags also takes organizations:TagResource. */
function creating(
  operation: string,
  resource: string,
  given: { readonly Tags?: RequestTags | undefined; readonly context?: RequiredPermission['context'] },
): readonly RequiredPermission[] {
  const { Tags: tags = [] } = given;
  const context = { ...given.context, ...requestTagContext(given.Tags) };
  const actions = tags.length > 0 ? [operation, 'TagResource'] : [operation];
  return actions.map((action) => ({ action: `organizations:${action}`, resource, context }));
}

const tagging =
  (operation: string) =>
  (
    input: {
      readonly ResourceId?: string | undefined;
      readonly Tags?: RequestTags | undefined;
      readonly TagKeys?: readonly string[] | undefined;
    },
    scope: Scope,
  ): readonly RequiredPermission[] => [
    {
      action: `organizations:${operation}`,
      resource: arnIn(input, 'ResourceId', scope),
      context: {
        ...(input.TagKeys ? { 'aws:TagKeys': input.TagKeys } : requestTagContext(input.Tags)),
        'organizations:PolicyType': scope.organization?.typeOf(input.ResourceId ?? ''),
      },
    },
  ];

/**
 * The permissions of AWS Organizations.
 *
 * Undocumented: the resource of a policy that is being created. Its ARN ends in question marks for the characters that
 * Organizations will choose.
 * Source: Service Authorization Reference, "AWS Organizations".
 */
export const organizationsPermissions: PermissionTable<'organizations'> = {
  ...rowsFor(['CreateOrganization', 'DeleteOrganization', 'DescribeOrganization'], onEverything),
  ...rowsFor(['LeaveOrganization', 'ListAccounts', 'ListRoots', 'DescribeCreateAccountStatus'], onEverything),
  ...rowsFor(['ListHandshakesForAccount', 'ListHandshakesForOrganization'], onEverything),
  ...rowsFor(['ListAWSServiceAccessForOrganization', 'ListDelegatedAdministrators'], onEverything),
  ...rowsFor(['AcceptHandshake', 'CancelHandshake', 'DeclineHandshake'], onEntities('HandshakeId')),
  ...rowsFor(['DescribeHandshake'], onEntities('HandshakeId')),
  ...rowsFor(['DescribeAccount', 'RemoveAccountFromOrganization'], onEntities('AccountId')),
  ...rowsFor(['MoveAccount'], onEntities('AccountId', 'SourceParentId', 'DestinationParentId')),
  ...rowsFor(
    ['DeleteOrganizationalUnit', 'DescribeOrganizationalUnit', 'UpdateOrganizationalUnit'],
    onEntities('OrganizationalUnitId'),
  ),
  ...rowsFor(
    ['ListAccountsForParent', 'ListChildren', 'ListOrganizationalUnitsForParent'],
    onEntities('ParentId'),
  ),
  ...rowsFor(['ListParents'], onEntities('ChildId')),
  ...rowsFor(
    ['DescribePolicy', 'DeletePolicy', 'UpdatePolicy', 'ListTargetsForPolicy'],
    onEntities('PolicyId'),
  ),
  ...rowsFor(['AttachPolicy', 'DetachPolicy'], onEntities('PolicyId', 'TargetId')),
  ...rowsFor(['ListPoliciesForTarget'], onEntities('TargetId')),
  ...rowsFor(['EnablePolicyType', 'DisablePolicyType'], onEntities('RootId')),
  ...rowsFor(['TagResource', 'UntagResource', 'ListTagsForResource'], tagging),
  ListPolicies: (input, scope) => [
    { action: 'organizations:ListPolicies', resource: '*', context: policyType(input, scope) },
  ],
  CreateAccount: ({ Tags }) => creating('CreateAccount', '*', { Tags }),
  CreateOrganizationalUnit: (input: Input<'organizations', 'CreateOrganizationalUnit'>, scope) =>
    creating('CreateOrganizationalUnit', arnIn(input, 'ParentId', scope), input),
  CreatePolicy: (input: Input<'organizations', 'CreatePolicy'>, scope) =>
    creating('CreatePolicy', scope.organization?.arnOfNewPolicy(input.Type ?? '') ?? '*', {
      Tags: input.Tags,
      context: policyType(input, scope),
    }),
  InviteAccountToOrganization: ({ Target, Tags }, { organization }) =>
    creating('InviteAccountToOrganization', organization?.arnOf(Target?.Id ?? '') ?? '*', { Tags }),
  ...notImplemented(
    'CloseAccount',
    'CreateGovCloudAccount',
    'DeleteResourcePolicy',
    'DeregisterDelegatedAdministrator',
    'DescribeEffectivePolicy',
    'DescribeResourcePolicy',
    'DescribeResponsibilityTransfer',
    'DisableAWSServiceAccess',
    'EnableAWSServiceAccess',
    'EnableAllFeatures',
    'InviteOrganizationToTransferResponsibility',
    'ListAccountsWithInvalidEffectivePolicy',
    'ListCreateAccountStatus',
    'ListDelegatedServicesForAccount',
    'ListEffectivePolicyValidationErrors',
    'ListInboundResponsibilityTransfers',
    'ListOutboundResponsibilityTransfers',
    'PutResourcePolicy',
    'RegisterDelegatedAdministrator',
    'TerminateResponsibilityTransfer',
    'UpdateResponsibilityTransfer',
  ),
};
