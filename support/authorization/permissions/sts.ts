import type { Input } from '../../aws/operations.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import type { HandedOn, PermissionTable, RequiredPermission, Scope } from './rule.ts';
import { notImplemented } from './table-rows.ts';
import { requestTagContext } from './tag-context.ts';

const NOTHING: HandedOn = { tagKeys: [], sourceIdentity: undefined };

/**
 * The permissions of AssumeRole, all on the role: sts:AssumeRole, and those for session tags and a source identity. Tags
 * and source identity that the caller's own session passes on need them as well.
 *
 * Source: IAM user guide, "Pass session tags in AWS STS" and "Monitor and control actions taken with assumed roles",
 * section "Permissions required to set source identity".
 */
function assumeRole(
  input: Input<'sts', 'AssumeRole'>,
  { handedOn = NOTHING }: Scope,
): readonly RequiredPermission[] {
  const resource = input.RoleArn ?? '';
  const context: NonNullable<RequiredPermission['context']> = {
    'sts:RoleSessionName': input.RoleSessionName,
    'sts:ExternalId': input.ExternalId,
    'sts:SourceIdentity':
      input.SourceIdentity ?? (handedOn.sourceIdentity === undefined ? undefined : UNKNOWABLE),
    'sts:TransitiveTagKeys': transitiveTagKeys(input),
    ...requestTagContext(input.Tags),
    ...handedOnTagContext(handedOn),
  };
  const actions = ['sts:AssumeRole'];
  const tagged = (input.Tags ?? []).length > 0 || handedOn.tagKeys.length > 0;
  if (tagged) actions.push('sts:TagSession');
  if ((input.SourceIdentity ?? handedOn.sourceIdentity) !== undefined) actions.push('sts:SetSourceIdentity');
  return actions.map((action) => ({ action, resource, context }));
}

/**
 * The keys of tags that go on to the next role.
 * Undocumented: AWS takes a key in another case than the tag's, and does not say which of the two policies see.
 */
function transitiveTagKeys({ Tags = [], TransitiveTagKeys }: Input<'sts', 'AssumeRole'>) {
  const tags = new Set(Tags.map(({ Key }) => Key));
  return TransitiveTagKeys?.every((key) => tags.has(key)) === false ? UNKNOWABLE : TransitiveTagKeys;
}

/**
 * The condition keys of tags that the caller's session passes on.
 * Undocumented: whether they count among the tags of the request.
 */
function handedOnTagContext({ tagKeys }: HandedOn): NonNullable<RequiredPermission['context']> {
  if (tagKeys.length === 0) return {};
  const tags = tagKeys.map((key) => [`aws:RequestTag/${key}`, UNKNOWABLE] as const);
  return { 'aws:TagKeys': UNKNOWABLE, 'sts:TransitiveTagKeys': UNKNOWABLE, ...Object.fromEntries(tags) };
}

/**
 * The condition keys of a request with a web identity token whose values AWS does not document. They are its Region, since it has no
 * signature, and facts of its caller.
 */
export const UNTOLD_OF_TOKENS = {
  'aws:RequestedRegion': UNKNOWABLE,
  'aws:PrincipalArn': UNKNOWABLE,
  'aws:PrincipalAccount': UNKNOWABLE,
  'aws:PrincipalType': UNKNOWABLE,
  'aws:PrincipalOrgID': UNKNOWABLE,
  'aws:PrincipalOrgPaths': UNKNOWABLE,
  'aws:FederatedProvider': UNKNOWABLE,
  'aws:userid': UNKNOWABLE,
} as const;

/**
 * The permissions of AssumeRoleWithWebIdentity, all on the role: also those for session tags and a source identity that the
 * token sets. The trust policy alone decides.
 *
 * Undocumented: the Region of a request without a signature, and whether it has the keys of its caller.
 * Source: IAM user guide, "Available keys for AWS OIDC federation".
 */
function assumeRoleWithWebIdentity(
  input: Input<'sts', 'AssumeRoleWithWebIdentity'>,
  { claimKeys, setByToken = {} }: Scope,
): readonly RequiredPermission[] {
  const { sessionTags = {}, transitiveTagKeys = [], sourceIdentity } = setByToken;
  const tags = Object.entries(sessionTags).map(([Key, Value]) => ({ Key, Value }));
  const context: RequiredPermission['context'] = {
    'sts:RoleSessionName': input.RoleSessionName,
    'sts:SourceIdentity': sourceIdentity,
    'sts:TransitiveTagKeys': transitiveTagKeys.length === 0 ? undefined : transitiveTagKeys,
    ...requestTagContext(tags),
    ...UNTOLD_OF_TOKENS,
    ...claimKeys,
  };
  const actions = ['sts:AssumeRoleWithWebIdentity'];
  if (tags.length > 0) actions.push('sts:TagSession');
  if (sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity');
  return actions.map((action) => ({ action, resource: input.RoleArn ?? '', context }));
}

/** The permissions of GetFederationToken, on the federated user: also sts:TagSession for session tags. */
function getFederationToken(
  { Name = '', Tags = [] }: Input<'sts', 'GetFederationToken'>,
  { account }: Scope,
): readonly RequiredPermission[] {
  const resource = `arn:aws:sts::${account}:federated-user/${Name}`;
  const actions = Tags.length > 0 ? ['sts:GetFederationToken', 'sts:TagSession'] : ['sts:GetFederationToken'];
  return actions.map((action) => ({ action, resource, context: requestTagContext(Tags) }));
}

/**
 * The permissions of STS's operations. GetCallerIdentity and GetSessionToken need none; GetCallerIdentity cannot even be
 * denied.
 * Source: Service Authorization Reference, "AWS Security Token Service"; AWS STS API reference.
 */
export const stsPermissions: PermissionTable<'sts'> = {
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetCallerIdentity: () => [],
  GetSessionToken: () => [],
  GetFederationToken: getFederationToken,
  GetAccessKeyInfo: () => [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  ...notImplemented(
    'AssumeRoleWithSAML',
    'AssumeRoot',
    'DecodeAuthorizationMessage',
    'GetDelegatedAccessToken',
    'GetWebIdentityToken',
  ),
};
