import type { Input } from '../../aws/operations.ts';
import { entityArn, iamArn, userOrCallerArn } from './iam-resources.ts';
import type { PermissionTable, Scope } from './rule.ts';
import { rowsFor } from './table-rows.ts';
import { requestTagContext } from './tag-context.ts';

const onDevice =
  (operation: string) =>
  ({ SerialNumber }: { readonly SerialNumber?: string | undefined }) => [
    { action: `iam:${operation}`, resource: SerialNumber ?? '*' },
  ];

const onUser = (operation: string) => (input: { readonly UserName?: string | undefined }, scope: Scope) => [
  { action: `iam:${operation}`, resource: entityArn('user', input.UserName, scope) },
];

const onUserOrCaller =
  (operation: string) => (input: { readonly UserName?: string | undefined }, scope: Scope) => [
    { action: `iam:${operation}`, resource: userOrCallerArn(input.UserName, scope) },
  ];

/**
 * The permissions of IAM's operations on MFA devices. Those that enable a device are on its user.
 *
 * The resource of ListVirtualMFADevices is the kind of entity, as AWS's refusals show: `… iam:ListVirtualMFADevices on
 * resource: arn:aws:iam::111111111111:mfa/`.
 * Source: Service Authorization Reference, "AWS Identity and Access Management (IAM)".
 */
export const iamMfaPermissions = {
  CreateVirtualMFADevice: (input: Input<'iam', 'CreateVirtualMFADevice'>, scope: Scope) => {
    const { Path: path, VirtualMFADeviceName: name, Tags = [] } = input;
    const resource = iamArn(scope, 'mfa', { path, name });
    const context = requestTagContext(Tags);
    const creating = { action: 'iam:CreateVirtualMFADevice', resource, context };
    return Tags.length === 0 ? [creating] : [creating, { action: 'iam:TagMFADevice', resource, context }];
  },
  ListVirtualMFADevices: (_: unknown, scope: Scope) => [
    { action: 'iam:ListVirtualMFADevices', resource: iamArn(scope, 'mfa', { path: '/', name: '' }) },
  ],
  ...rowsFor(['DeleteVirtualMFADevice', 'ListMFADeviceTags'], onDevice),
  ...rowsFor(['EnableMFADevice', 'ResyncMFADevice'], onUser),
  ...rowsFor(['DeactivateMFADevice', 'GetMFADevice', 'ListMFADevices'], onUserOrCaller),
  TagMFADevice: (input: Input<'iam', 'TagMFADevice'>) => [
    {
      action: 'iam:TagMFADevice',
      resource: input.SerialNumber ?? '*',
      context: requestTagContext(input.Tags),
    },
  ],
  UntagMFADevice: (input: Input<'iam', 'UntagMFADevice'>) => [
    {
      action: 'iam:UntagMFADevice',
      resource: input.SerialNumber ?? '*',
      context: { 'aws:TagKeys': input.TagKeys },
    },
  ],
} satisfies Partial<PermissionTable<'iam'>>;
