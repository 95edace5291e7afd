import { iamEntityPermissions } from './iam-entity-permissions.ts';
import { iamInstanceProfilePermissions } from './iam-instance-profile-permissions.ts';
import { iamMfaPermissions } from './iam-mfa-permissions.ts';
import { iamPolicyPermissions } from './iam-policy-permissions.ts';
import { iamProviderPermissions } from './iam-provider-permissions.ts';
import { entityArn } from './iam-resources.ts';
import type { PermissionTable, Scope } from './rule.ts';
import { notImplemented, rowsFor } from './table-rows.ts';

const onEverything = (operation: string) => () => [{ action: `iam:${operation}`, resource: '*' }];

/** A rule for an operation that discloses the policies of a user, group or role. */
const onPolicySource = (operation: string) => (input: { readonly PolicySourceArn?: string | undefined }) => [
  { action: `iam:${operation}`, resource: input.PolicySourceArn ?? '' },
];

/** A rule for a list whose resource is a kind of entity, such as `saml-provider/*` or `oidc-provider/*`. */
const onKind = (operation: string, kind: string) => (_: unknown, scope: Scope) => [
  { action: `iam:${operation}`, resource: `arn:aws:iam::${scope.account}:${kind}` },
];

/**
 * The permissions of IAM's operations. The gateway adds condition keys of stored entities, such as aws:ResourceTag and
 * the iam:PermissionsBoundary of an existing entity.
 *
 * The resource of a list is the kind of entity that is listed, as AWS's refusals show: `… iam:ListOpenIDConnectProviders on
 * resource: arn:aws:iam::111111111111:oidc-provider/*`.
 * Undocumented: the resources of ListSAMLProviders and ListServerCertificates; keyhole builds them in the same way.
 *
 * Undocumented: the resource of GetAccessKeyLastUsed for a key that no user of the account has; keyhole takes `*`.
 * Source: Service Authorization Reference, "AWS Identity and Access Management (IAM)".
 */
export const iamPermissions: PermissionTable<'iam'> = {
  ...iamEntityPermissions,
  ...iamPolicyPermissions,
  ...iamProviderPermissions,
  ...iamInstanceProfilePermissions,
  ...iamMfaPermissions,
  GetAccessKeyLastUsed: (_input, scope) => [
    {
      action: 'iam:GetAccessKeyLastUsed',
      resource: scope.accessKeyOwner === undefined ? '*' : entityArn('user', scope.accessKeyOwner, scope),
    },
  ],
  ...rowsFor(['GetAccountSummary', 'GetAccountPasswordPolicy', 'ListAccountAliases'], onEverything),
  ...rowsFor(
    ['GetAccountAuthorizationDetails', 'GetContextKeysForCustomPolicy', 'SimulateCustomPolicy'],
    onEverything,
  ),
  ...rowsFor(['GetContextKeysForPrincipalPolicy', 'SimulatePrincipalPolicy'], onPolicySource),
  ListServerCertificates: (input, scope) =>
    onKind('ListServerCertificates', `server-certificate${input.PathPrefix ?? '/'}`)(input, scope),
  ListOpenIDConnectProviders: onKind('ListOpenIDConnectProviders', 'oidc-provider/*'),
  ListSAMLProviders: onKind('ListSAMLProviders', 'saml-provider/*'),
  ...notImplemented(
    'AcceptDelegationRequest',
    'AcquireRole',
    'AssociateDelegationRequest',
    'ChangePassword',
    'CreateAccountAlias',
    'CreateDelegationRequest',
    'CreateLoginProfile',
    'CreateSAMLProvider',
    'CreateServiceLinkedRole',
    'CreateServiceSpecificCredential',
    'DeleteAccountAlias',
    'DeleteAccountPasswordPolicy',
    'DeleteSAMLProvider',
    'DeleteSSHPublicKey',
    'DeleteServerCertificate',
    'DeleteServiceLinkedRole',
    'DeleteServiceSpecificCredential',
    'DeleteSigningCertificate',
    'DisableOrganizationsRootCredentialsManagement',
    'DisableOrganizationsRootSessions',
    'DisableOutboundWebIdentityFederation',
    'EnableOrganizationsRootCredentialsManagement',
    'EnableOrganizationsRootSessions',
    'EnableOutboundWebIdentityFederation',
    'GenerateCredentialReport',
    'GenerateOrganizationsAccessReport',
    'GenerateServiceLastAccessedDetails',
    'GetAccountProperties',
    'GetCredentialReport',
    'GetDelegationRequest',
    'GetHumanReadableSummary',
    'GetOrganizationsAccessReport',
    'GetOutboundWebIdentityFederationInfo',
    'GetRoleTemplateVersion',
    'GetSAMLProvider',
    'GetSSHPublicKey',
    'GetServerCertificate',
    'GetServiceLastAccessedDetails',
    'GetServiceLastAccessedDetailsWithEntities',
    'GetServiceLinkedRoleDeletionStatus',
    'ListDelegationRequests',
    'ListOrganizationsFeatures',
    'ListPoliciesGrantingServiceAccess',
    'ListSAMLProviderTags',
    'ListServerCertificateTags',
    'PutAccountProperties',
    'RejectDelegationRequest',
    'ResetServiceSpecificCredential',
    'SendDelegationToken',
    'SetSecurityTokenServicePreferences',
    'TagSAMLProvider',
    'TagServerCertificate',
    'UntagSAMLProvider',
    'UntagServerCertificate',
    'UpdateAccountPasswordPolicy',
    'UpdateDelegationRequest',
    'UpdateLoginProfile',
    'UpdateSAMLProvider',
    'UpdateSSHPublicKey',
    'UpdateServerCertificate',
    'UpdateServiceSpecificCredential',
    'UpdateSigningCertificate',
    'UploadSSHPublicKey',
    'UploadServerCertificate',
    'UploadSigningCertificate',
  ),
};
