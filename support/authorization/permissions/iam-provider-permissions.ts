import { oidcProviderArn } from '../../aws/oidc-provider-arn.ts';
import type { Operation } from '../../aws/operations.ts';
import type { PermissionTable, RequiredPermission } from './rule.ts';
import { requestTagContext } from './tag-context.ts';

interface NamesProvider {
  readonly OpenIDConnectProviderArn: string | undefined;
}

function onProvider(operation: Operation<'iam'>, context?: RequiredPermission['context']) {
  return ({ OpenIDConnectProviderArn: resource = '' }: NamesProvider): readonly RequiredPermission[] => [
    { action: `iam:${operation}`, resource, context },
  ];
}

/**
 * The permissions of IAM's operations on OpenID Connect providers. A new provider with tags also takes the permission to tag
 * it.
 * Source: Service Authorization Reference, "AWS Identity and Access Management (IAM)"; IAM API reference,
 * CreateOpenIDConnectProvider.
 */
export const iamProviderPermissions = {
  AddClientIDToOpenIDConnectProvider: onProvider('AddClientIDToOpenIDConnectProvider'),
  DeleteOpenIDConnectProvider: onProvider('DeleteOpenIDConnectProvider'),
  GetOpenIDConnectProvider: onProvider('GetOpenIDConnectProvider'),
  ListOpenIDConnectProviderTags: onProvider('ListOpenIDConnectProviderTags'),
  RemoveClientIDFromOpenIDConnectProvider: onProvider('RemoveClientIDFromOpenIDConnectProvider'),
  UpdateOpenIDConnectProviderThumbprint: onProvider('UpdateOpenIDConnectProviderThumbprint'),
  CreateOpenIDConnectProvider: ({ Url, Tags = [] }, { account }) => {
    const resource = oidcProviderArn(account, Url ?? '');
    const context = requestTagContext(Tags);
    const creating = { action: 'iam:CreateOpenIDConnectProvider', resource, context };
    return Tags.length === 0
      ? [creating]
      : [creating, { action: 'iam:TagOpenIDConnectProvider', resource, context }];
  },
  TagOpenIDConnectProvider: ({ OpenIDConnectProviderArn: resource = '', Tags }) => [
    { action: 'iam:TagOpenIDConnectProvider', resource, context: requestTagContext(Tags) },
  ],
  UntagOpenIDConnectProvider: ({ OpenIDConnectProviderArn: resource = '', TagKeys }) => [
    { action: 'iam:UntagOpenIDConnectProvider', resource, context: { 'aws:TagKeys': TagKeys } },
  ],
} satisfies Partial<PermissionTable<'iam'>>;
