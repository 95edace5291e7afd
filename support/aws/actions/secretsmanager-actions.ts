// Written by write-action-tables.ts from the Service Authorization Reference of 2026-09-26.
export const secretsmanagerActions = `
= secret arn:{Partition}:secretsmanager:{Region}:{Account}:secret:{SecretId}
BatchGetSecretValue |  |
CancelRotateSecret | secret |
CreateSecret | secret |
DeleteResourcePolicy | secret |
DeleteSecret | secret |
DescribeSecret | secret |
GetRandomPassword |  |
GetResourcePolicy | secret |
GetSecretValue | secret |
ListSecretVersionIds | secret |
ListSecrets |  |
PutResourcePolicy | secret |
PutSecretValue | secret |
RemoveRegionsFromReplication | secret |
ReplicateSecretToRegions | secret |
RestoreSecret | secret |
RotateSecret | secret |
StopReplicationToReplica | secret |
TagResource | secret |
UntagResource | secret |
UpdateSecret | secret |
UpdateSecretVersionStage | secret |
ValidateResourcePolicy | secret |
`;
