// Written by write-action-tables.ts from the Service Authorization Reference of 2026-09-26.
export const organizationsActions = `
= account arn:{Partition}:organizations::{Account}:account/o-{OrganizationId}/{AccountId}
= awspolicy arn:{Partition}:organizations::aws:policy/{PolicyType}/p-{PolicyId}
= handshake arn:{Partition}:organizations::{Account}:handshake/o-{OrganizationId}/{HandshakeType}/h-{HandshakeId}
= organization arn:{Partition}:organizations::{Account}:organization/o-{OrganizationId}
= organizationalunit arn:{Partition}:organizations::{Account}:ou/o-{OrganizationId}/ou-{OrganizationalUnitId}
= policy arn:{Partition}:organizations::{Account}:policy/o-{OrganizationId}/{PolicyType}/p-{PolicyId}
= resourcepolicy arn:{Partition}:organizations::{Account}:resourcepolicy/o-{OrganizationId}/rp-{ResourcePolicyId}
= responsibilitytransfer arn:{Partition}:organizations::{Account}:transfer/o-{OrganizationId}/{TransferType}/{TransferDirection}/rt-{ResponsibilityTransferId}
= root arn:{Partition}:organizations::{Account}:root/o-{OrganizationId}/r-{RootId}
AcceptHandshake | handshake |
AttachPolicy | account organizationalunit policy root |
CancelHandshake | handshake |
CloseAccount | account |
CreateAccount |  |
CreateGovCloudAccount |  |
CreateOrganization |  |
CreateOrganizationalUnit | organizationalunit root |
CreatePolicy | policy |
DeclineHandshake | handshake |
DeleteOrganization |  |
DeleteOrganizationalUnit | organizationalunit |
DeletePolicy | policy |
DeleteResourcePolicy |  |
DeregisterDelegatedAdministrator | account |
DescribeAccount | account |
DescribeCreateAccountStatus |  |
DescribeEffectivePolicy | account |
DescribeHandshake | handshake |
DescribeOrganization |  |
DescribeOrganizationalUnit | organizationalunit |
DescribePolicy | policy |
DescribeResourcePolicy |  |
DescribeResponsibilityTransfer | responsibilitytransfer |
DetachPolicy | account organizationalunit policy root |
DisableAWSServiceAccess |  |
DisablePolicyType | root |
EnableAWSServiceAccess |  |
EnableAllFeatures |  |
EnablePolicyType | root |
InviteAccountToOrganization | account |
InviteOrganizationToTransferResponsibility | account |
LeaveOrganization |  |
ListAWSServiceAccessForOrganization |  |
ListAccounts |  |
ListAccountsForParent | organizationalunit root |
ListAccountsWithInvalidEffectivePolicy |  |
ListChildren | organizationalunit root |
ListCreateAccountStatus |  |
ListDelegatedAdministrators |  |
ListDelegatedServicesForAccount | account |
ListEffectivePolicyValidationErrors | account |
ListHandshakesForAccount |  |
ListHandshakesForOrganization |  |
ListInboundResponsibilityTransfers |  |
ListOrganizationalUnitsForParent | organizationalunit root |
ListOutboundResponsibilityTransfers |  |
ListParents | account organizationalunit |
ListPolicies |  |
ListPoliciesForTarget | account organizationalunit root |
ListRoots |  |
ListTagsForResource | account organizationalunit policy resourcepolicy responsibilitytransfer root |
ListTargetsForPolicy | policy |
MoveAccount | account organizationalunit root |
PutResourcePolicy | resourcepolicy |
RegisterDelegatedAdministrator | account |
RemoveAccountFromOrganization | account |
TagResource | account organizationalunit policy resourcepolicy responsibilitytransfer root |
TerminateResponsibilityTransfer | responsibilitytransfer |
UntagResource | account organizationalunit policy resourcepolicy responsibilitytransfer root |
UpdateOrganizationalUnit | organizationalunit |
UpdatePolicy | policy |
UpdateResponsibilityTransfer | responsibilitytransfer |
`;
