import type { Input } from '../../aws/operations.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import { entityArn, iamArn } from './iam-resources.ts';
import type { PermissionTable, Scope } from './rule.ts';
import { rowsFor } from './table-rows.ts';
import { requestTagContext } from './tag-context.ts';

interface NamesProfile {
  readonly InstanceProfileName?: string | undefined;
}

const profileArn = ({ InstanceProfileName }: NamesProfile, scope: Scope) =>
  entityArn('instance-profile', InstanceProfileName, scope);

const onProfile = (operation: string) => (input: NamesProfile, scope: Scope) => [
  { action: `iam:${operation}`, resource: profileArn(input, scope) },
];

/**
 * The permissions of IAM's operations on instance profiles. Adding a role also takes the permission to pass it.
 *
 * Undocumented: the service that a role of an instance profile is passed to; keyhole takes Amazon EC2, as policies of AWS's
 * own tools do. AWS does not state iam:AssociatedResourceArn, so a decision that turns on it is refused.
 * Undocumented: the resource of ListInstanceProfiles; keyhole builds it from the path, as those of users and roles.
 * Source: Service Authorization Reference, "AWS Identity and Access Management (IAM)"; IAM API reference,
 * AddRoleToInstanceProfile.
 */
export const iamInstanceProfilePermissions = {
  CreateInstanceProfile: (input: Input<'iam', 'CreateInstanceProfile'>, scope: Scope) => {
    const { Path: path, InstanceProfileName: name, Tags = [] } = input;
    const resource = iamArn(scope, 'instance-profile', { path, name });
    const context = requestTagContext(Tags);
    const creating = { action: 'iam:CreateInstanceProfile', resource, context };
    return Tags.length === 0
      ? [creating]
      : [creating, { action: 'iam:TagInstanceProfile', resource, context }];
  },
  AddRoleToInstanceProfile: (input: Input<'iam', 'AddRoleToInstanceProfile'>, scope: Scope) => [
    { action: 'iam:AddRoleToInstanceProfile', resource: profileArn(input, scope) },
    {
      action: 'iam:PassRole',
      resource: entityArn('role', input.RoleName, scope),
      context: { 'iam:PassedToService': 'ec2.amazonaws.com', 'iam:AssociatedResourceArn': UNKNOWABLE },
    },
  ],
  ListInstanceProfiles: ({ PathPrefix: path }: Input<'iam', 'ListInstanceProfiles'>, scope: Scope) => [
    { action: 'iam:ListInstanceProfiles', resource: iamArn(scope, 'instance-profile', { path, name: '' }) },
  ],
  ...rowsFor(
    [
      'DeleteInstanceProfile',
      'GetInstanceProfile',
      'ListInstanceProfileTags',
      'RemoveRoleFromInstanceProfile',
    ],
    onProfile,
  ),
  TagInstanceProfile: (input: Input<'iam', 'TagInstanceProfile'>, scope: Scope) => [
    {
      action: 'iam:TagInstanceProfile',
      resource: profileArn(input, scope),
      context: requestTagContext(input.Tags),
    },
  ],
  UntagInstanceProfile: (input: Input<'iam', 'UntagInstanceProfile'>, scope: Scope) => [
    {
      action: 'iam:UntagInstanceProfile',
      resource: profileArn(input, scope),
      context: { 'aws:TagKeys': input.TagKeys },
    },
  ],
} satisfies Partial<PermissionTable<'iam'>>;
