import type { Input } from '../../wire/operations.ts';
import type { PermissionTable, RequiredPermission } from './rule.ts';
import { notImplemented } from './table-rows.ts';
import { requestTagContext } from './tag-context.ts';

/** sts:AssumeRole, and what tags and a source identity for the session take besides, all on the role. */
function assumeRole(input: Input<'sts', 'AssumeRole'>): readonly RequiredPermission[] {
  const resource = input.RoleArn ?? '';
  const context = {
    'sts:RoleSessionName': input.RoleSessionName,
    'sts:ExternalId': input.ExternalId,
    'sts:SourceIdentity': input.SourceIdentity,
    'sts:TransitiveTagKeys': input.TransitiveTagKeys,
    ...requestTagContext(input.Tags),
  };
  const actions = ['sts:AssumeRole'];
  if (input.Tags !== undefined && input.Tags.length > 0) actions.push('sts:TagSession');
  if (input.SourceIdentity !== undefined) actions.push('sts:SetSourceIdentity');
  return actions.map((action) => ({ action, resource, context }));
}

/**
 * The permissions of STS's operations. GetCallerIdentity and GetSessionToken take none: the first cannot even be
 * denied. Source: Service Authorization Reference, "AWS Security Token Service"; STS API reference.
 */
export const stsPermissions: PermissionTable<'sts'> = {
  AssumeRole: assumeRole,
  GetCallerIdentity: () => [],
  GetSessionToken: () => [],
  GetAccessKeyInfo: () => [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  ...notImplemented(
    'AssumeRoleWithSAML',
    'AssumeRoleWithWebIdentity',
    'AssumeRoot',
    'DecodeAuthorizationMessage',
    'GetDelegatedAccessToken',
    'GetFederationToken',
    'GetWebIdentityToken',
  ),
};
