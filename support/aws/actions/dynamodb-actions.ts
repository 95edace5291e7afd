// Written by write-action-tables.ts from the Service Authorization Reference of 2026-09-26.
export const dynamodbActions = `
= backup arn:{Partition}:dynamodb:{Region}:{Account}:table/{TableName}/backup/{BackupName}
= export arn:{Partition}:dynamodb:{Region}:{Account}:table/{TableName}/export/{ExportName}
= global-table arn:{Partition}:dynamodb::{Account}:global-table/{GlobalTableName}
= import arn:{Partition}:dynamodb:{Region}:{Account}:table/{TableName}/import/{ImportName}
= index arn:{Partition}:dynamodb:{Region}:{Account}:table/{TableName}/index/{IndexName}
= stream arn:{Partition}:dynamodb:{Region}:{Account}:table/{TableName}/stream/{StreamLabel}
= table arn:{Partition}:dynamodb:{Region}:{Account}:table/{TableName}
AssociateTableReplica | table |
BatchGetItem | table |
BatchWriteItem | table |
ConditionCheckItem | table |
CreateBackup | table |
CreateGlobalTable | global-table table |
CreateGlobalTableWitness | table |
CreateTable | table |
CreateTableReplica | table |
DeleteBackup | backup |
DeleteGlobalTableWitness | table |
DeleteItem | table |
DeleteResourcePolicy | stream table |
DeleteTable | table |
DeleteTableReplica | table |
DescribeBackup | backup |
DescribeContinuousBackups | table |
DescribeContributorInsights | index table |
DescribeEndpoints |  |
DescribeExport | export |
DescribeGlobalTable | global-table |
DescribeGlobalTableSettings | global-table |
DescribeImport | import |
DescribeKinesisStreamingDestination | table |
DescribeLimits |  |
DescribeReservedCapacity |  |
DescribeReservedCapacityOfferings |  |
DescribeStream | stream |
DescribeTable | table |
DescribeTableReplicaAutoScaling | table |
DescribeTimeToLive | table |
DisableKinesisStreamingDestination | table |
EnableKinesisStreamingDestination | table |
ExportTableToPointInTime | table |
GetAbacStatus |  |
GetItem | table |
GetRecords | stream |
GetResourcePolicy | stream table |
GetShardIterator | stream |
ImportTable | table |
InjectError |  |
ListBackups |  |
ListContributorInsights |  |
ListExports | table |
ListGlobalTables |  |
ListImports | table |
ListStreams |  |
ListTables |  |
ListTagsOfResource | stream table |
PartiQLDelete | table |
PartiQLInsert | table |
PartiQLSelect | index table |
PartiQLUpdate | table |
PurchaseReservedCapacityOfferings |  |
PutItem | table |
PutResourcePolicy | stream table |
Query | index table |
ReadDataForReplication | table |
ReplicateSettings | table |
RestoreTableFromAwsBackup | table |
RestoreTableFromBackup | backup table |
RestoreTableToPointInTime | table |
Scan | index table |
SearchVectors | index table |
StartAwsBackupJob | table |
TagResource | stream table |
UntagResource | stream table |
UpdateAbacStatus |  |
UpdateContinuousBackups | table |
UpdateContributorInsights | index table |
UpdateGlobalTable | global-table table |
UpdateGlobalTableSettings | global-table table |
UpdateGlobalTableVersion | global-table table |
UpdateItem | table |
UpdateKinesisStreamingDestination | table |
UpdateTable | table |
UpdateTableReplicaAutoScaling | table |
UpdateTimeToLive | table |
WriteDataForReplication | table |
`;
