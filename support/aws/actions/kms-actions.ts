// Written by write-action-tables.ts from the Service Authorization Reference of 2026-09-26.
export const kmsActions = `
= alias arn:{Partition}:kms:{Region}:{Account}:alias/{Alias}
= key arn:{Partition}:kms:{Region}:{Account}:key/{KeyId}
CancelKeyDeletion | key |
ConnectCustomKeyStore |  |
CreateAlias | alias key |
CreateCustomKeyStore |  |
CreateGrant | key |
CreateKey |  |
Decrypt | key |
DeleteAlias | alias key |
DeleteCustomKeyStore |  |
DeleteImportedKeyMaterial | key |
DeriveSharedSecret | key |
DescribeCustomKeyStores |  |
DescribeKey | key |
DisableKey | key |
DisableKeyRotation | key |
DisconnectCustomKeyStore |  |
EnableKey | key |
EnableKeyRotation | key |
Encrypt | key |
GenerateDataKey | key |
GenerateDataKeyPair | key |
GenerateDataKeyPairWithoutPlaintext | key |
GenerateDataKeyWithoutPlaintext | key |
GenerateMac | key |
GenerateRandom |  |
GetKeyLastUsage | key |
GetKeyPolicy | key |
GetKeyRotationStatus | key |
GetParametersForImport | key |
GetPublicKey | key |
ImportKeyMaterial | key |
ListAliases |  |
ListGrants | key |
ListKeyPolicies | key |
ListKeyRotations | key |
ListKeys |  |
ListResourceTags | key |
ListRetirableGrants |  |
PutKeyPolicy | key |
ReEncryptFrom | key |
ReEncryptTo | key |
ReplicateKey | key |
RetireGrant | key |
RevokeGrant | key |
RotateKeyOnDemand | key |
ScheduleKeyDeletion | key |
Sign | key |
SynchronizeMultiRegionKey | key |
TagResource | key |
UntagResource | key |
UpdateAlias | alias key |
UpdateCustomKeyStore |  |
UpdateKeyDescription | key |
UpdatePrimaryRegion | key |
Verify | key |
VerifyMac | key |
`;
