// Written by write-action-tables.ts from the Service Authorization Reference of 2026-09-26.
export const stsActions = `
= context-provider arn:{Partition}:iam::aws:contextProvider/{ContextProviderName}
= federated-user arn:{Partition}:sts::{Account}:federated-user/{FederatedUserName}
= role arn:{Partition}:iam::{Account}:role/{RoleNameWithPath}
= root-user arn:{Partition}:iam::{Account}:root
= self-session arn:{Partition}:sts::{Account}:self
AssumeRole | role |
AssumeRoleWithSAML | role |
AssumeRoleWithWebIdentity | role |
AssumeRoot | root-user |
DecodeAuthorizationMessage |  |
GetAccessKeyInfo |  |
GetCallerIdentity |  |
GetDelegatedAccessToken |  |
GetFederationToken | federated-user |
GetServiceBearerToken |  |
GetSessionToken |  |
GetWebIdentityToken |  |
SetContext | role self-session |
SetSourceIdentity | role |
TagGetWebIdentityToken |  |
TagSession | role |
`;
