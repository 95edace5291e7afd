// Written by write-action-tables.ts from the Service Authorization Reference of 2026-09-26.
export const s3Actions = `
= accessgrant arn:{Partition}:s3:{Region}:{Account}:access-grants/default/grant/{Token}
= accessgrantsinstance arn:{Partition}:s3:{Region}:{Account}:access-grants/default
= accessgrantslocation arn:{Partition}:s3:{Region}:{Account}:access-grants/default/location/{Token}
= accesspoint arn:{Partition}:s3:{Region}:{Account}:accesspoint/{AccessPointName}
= accesspointobject arn:{Partition}:s3:{Region}:{Account}:accesspoint/{AccessPointName}/object/{ObjectName}
= bucket arn:{Partition}:s3:::{BucketName}
= job arn:{Partition}:s3:{Region}:{Account}:job/{JobId}
= multiregionaccesspoint arn:{Partition}:s3::{Account}:accesspoint/{AccessPointAlias}
= multiregionaccesspointrequestarn arn:{Partition}:s3:us-west-2:{Account}:async-request/mrap/{Operation}/{Token}
= object arn:{Partition}:s3:::{BucketName}/{ObjectName}
= objectlambdaaccesspoint arn:{Partition}:s3-object-lambda:{Region}:{Account}:accesspoint/{AccessPointName}
= storagelensconfiguration arn:{Partition}:s3:{Region}:{Account}:storage-lens/{ConfigId}
= storagelensgroup arn:{Partition}:s3:{Region}:{Account}:storage-lens-group/{Name}
AbortMultipartUpload | accesspointobject object | s3:AccessGrantsInstanceArn
AllowVendedLogDeliveryForResource | bucket | s3:deliverySourceArn s3:logType s3:resourceArnBeingAuthorized
AssociateAccessGrantsIdentityCenter | accessgrantsinstance | aws:ResourceTag/
BypassGovernanceRetention | accesspointobject object | s3:RequestObjectTag/ s3:RequestObjectTagKeys s3:x-amz-acl s3:x-amz-copy-source s3:x-amz-grant-full-control s3:x-amz-grant-read s3:x-amz-grant-read-acp s3:x-amz-grant-write s3:x-amz-grant-write-acp s3:x-amz-metadata-directive s3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-aws-kms-key-id s3:x-amz-server-side-encryption-customer-algorithm s3:x-amz-storage-class s3:x-amz-website-redirect-location
CreateAccessGrant | accessgrant | aws:RequestTag/ aws:ResourceTag/ aws:TagKeys s3:AccessGrantScope
CreateAccessGrantsInstance | accessgrantsinstance | aws:RequestTag/ aws:ResourceTag/ aws:TagKeys
CreateAccessGrantsLocation | accessgrantslocation | aws:RequestTag/ aws:ResourceTag/ aws:TagKeys s3:AccessGrantsLocationScope
CreateAccessPoint | accesspoint | aws:RequestTag/ aws:ResourceTag/ aws:TagKeys s3:AccessPointNetworkOrigin s3:AccessPointTag/ s3:DataAccessPointAccount s3:DataAccessPointArn s3:locationconstraint s3:x-amz-acl
CreateAccessPointForObjectLambda | objectlambdaaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
CreateBucket | bucket | aws:RequestTag/ aws:TagKeys s3:locationconstraint s3:x-amz-acl s3:x-amz-bucket-namespace s3:x-amz-grant-full-control s3:x-amz-grant-read s3:x-amz-grant-read-acp s3:x-amz-grant-write s3:x-amz-grant-write-acp s3:x-amz-object-ownership
CreateBucketMetadataTableConfiguration | bucket |
CreateJob |  | aws:RequestTag/ aws:TagKeys s3:RequestJobOperation s3:RequestJobPriority
CreateMultiRegionAccessPoint | multiregionaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
CreateStorageLensGroup |  | aws:RequestTag/ aws:TagKeys
DeleteAccessGrant | accessgrant | aws:ResourceTag/ s3:AccessGrantScope
DeleteAccessGrantsInstance | accessgrantsinstance | aws:ResourceTag/
DeleteAccessGrantsInstanceResourcePolicy | accessgrantsinstance | aws:ResourceTag/
DeleteAccessGrantsLocation | accessgrantslocation | aws:ResourceTag/ s3:AccessGrantsLocationScope
DeleteAccessPoint | accesspoint | aws:ResourceTag/ s3:AccessPointNetworkOrigin s3:AccessPointTag/ s3:DataAccessPointAccount s3:DataAccessPointArn
DeleteAccessPointForObjectLambda | objectlambdaaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
DeleteAccessPointPolicy | accesspoint | aws:ResourceTag/ s3:AccessPointNetworkOrigin s3:AccessPointTag/ s3:DataAccessPointAccount s3:DataAccessPointArn
DeleteAccessPointPolicyForObjectLambda | objectlambdaaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
DeleteBucket | bucket |
DeleteBucketMetadataTableConfiguration | bucket |
DeleteBucketPolicy | bucket |
DeleteBucketWebsite | bucket |
DeleteJobTagging | job | s3:ExistingJobOperation s3:ExistingJobPriority
DeleteMultiRegionAccessPoint | multiregionaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
DeleteObject | accesspointobject object | s3:AccessGrantsInstanceArn s3:if-match
DeleteObjectAnnotation | accesspointobject object | s3:ExistingObjectTag/ s3:x-amz-object-if-match
DeleteObjectTagging | accesspointobject object | s3:ExistingObjectTag/
DeleteObjectVersion | accesspointobject object | s3:AccessGrantsInstanceArn s3:versionid
DeleteObjectVersionAnnotation | accesspointobject object | s3:ExistingObjectTag/ s3:versionid s3:x-amz-object-if-match
DeleteObjectVersionTagging | accesspointobject object | s3:ExistingObjectTag/ s3:versionid
DeleteStorageLensConfiguration | storagelensconfiguration |
DeleteStorageLensConfigurationTagging | storagelensconfiguration |
DeleteStorageLensGroup | storagelensgroup |
DescribeJob | job |
DescribeMultiRegionAccessPointOperation | multiregionaccesspointrequestarn |
DissociateAccessGrantsIdentityCenter | accessgrantsinstance | aws:ResourceTag/
GetAccelerateConfiguration | bucket |
GetAccessGrant | accessgrant | aws:ResourceTag/ s3:AccessGrantScope
GetAccessGrantsInstance | accessgrantsinstance | aws:ResourceTag/
GetAccessGrantsInstanceForPrefix | accessgrantsinstance | aws:ResourceTag/
GetAccessGrantsInstanceResourcePolicy | accessgrantsinstance | aws:ResourceTag/
GetAccessGrantsLocation | accessgrantslocation | aws:ResourceTag/ s3:AccessGrantsLocationScope
GetAccessPoint |  | aws:ResourceTag/ s3:AccessPointNetworkOrigin s3:AccessPointTag/ s3:DataAccessPointAccount s3:DataAccessPointArn
GetAccessPointConfigurationForObjectLambda | objectlambdaaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
GetAccessPointForObjectLambda | objectlambdaaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
GetAccessPointPolicy | accesspoint | aws:ResourceTag/ s3:AccessPointNetworkOrigin s3:AccessPointTag/ s3:DataAccessPointAccount s3:DataAccessPointArn
GetAccessPointPolicyForObjectLambda | objectlambdaaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
GetAccessPointPolicyStatus | accesspoint | aws:ResourceTag/ s3:AccessPointNetworkOrigin s3:AccessPointTag/ s3:DataAccessPointAccount s3:DataAccessPointArn
GetAccessPointPolicyStatusForObjectLambda | objectlambdaaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
GetAccountPublicAccessBlock |  |
GetAnalyticsConfiguration | bucket |
GetBucketAbac | bucket |
GetBucketAcl | accesspoint bucket |
GetBucketCORS | accesspoint bucket |
GetBucketLocation | accesspoint bucket |
GetBucketLogging | bucket |
GetBucketMetadataTableConfiguration | bucket |
GetBucketNotification | accesspoint bucket |
GetBucketObjectLockConfiguration | bucket |
GetBucketOwnershipControls | bucket |
GetBucketPolicy | accesspoint bucket |
GetBucketPolicyStatus | bucket |
GetBucketPublicAccessBlock | bucket |
GetBucketRequestPayment | bucket |
GetBucketTagging | bucket |
GetBucketVersioning | bucket |
GetBucketWebsite | bucket |
GetDataAccess | accessgrantsinstance | aws:ResourceTag/
GetEncryptionConfiguration | bucket |
GetIntelligentTieringConfiguration | bucket |
GetInventoryConfiguration | bucket |
GetJobTagging | job |
GetLifecycleConfiguration | bucket |
GetMetricsConfiguration | bucket |
GetMultiRegionAccessPoint | multiregionaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
GetMultiRegionAccessPointPolicy | multiregionaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
GetMultiRegionAccessPointPolicyStatus | multiregionaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
GetMultiRegionAccessPointRoutes | multiregionaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
GetObject | accesspointobject object | s3:AccessGrantsInstanceArn s3:ExistingObjectTag/
GetObjectAcl | accesspointobject object | s3:AccessGrantsInstanceArn s3:ExistingObjectTag/
GetObjectAnnotation | accesspointobject object | s3:ExistingObjectTag/
GetObjectAttributes | accesspointobject object | s3:ExistingObjectTag/
GetObjectLegalHold | accesspointobject object |
GetObjectRetention | accesspointobject object |
GetObjectTagging | accesspointobject object | s3:ExistingObjectTag/
GetObjectTorrent | object |
GetObjectVersion | accesspointobject object | s3:AccessGrantsInstanceArn s3:ExistingObjectTag/ s3:versionid
GetObjectVersionAcl | accesspointobject object | s3:AccessGrantsInstanceArn s3:ExistingObjectTag/ s3:versionid
GetObjectVersionAnnotation | accesspointobject object | s3:ExistingObjectTag/ s3:versionid
GetObjectVersionAnnotationForReplication | object |
GetObjectVersionAttributes | accesspointobject object | s3:ExistingObjectTag/ s3:versionid
GetObjectVersionForReplication | object |
GetObjectVersionTagging | accesspointobject object | s3:ExistingObjectTag/ s3:versionid
GetObjectVersionTorrent | object | s3:versionid
GetReplicationConfiguration | bucket |
GetStorageLensConfiguration | storagelensconfiguration |
GetStorageLensConfigurationTagging | storagelensconfiguration |
GetStorageLensDashboard | storagelensconfiguration |
GetStorageLensGroup | storagelensgroup |
InitiateReplication | object |
ListAccessGrants | accessgrantsinstance | aws:ResourceTag/
ListAccessGrantsInstances |  |
ListAccessGrantsLocations | accessgrantsinstance | aws:ResourceTag/
ListAccessPoints |  |
ListAccessPointsForObjectLambda |  |
ListAllMyBuckets |  |
ListBucket | accesspoint bucket | s3:AccessGrantsInstanceArn s3:delimiter s3:max-keys s3:prefix
ListBucketMultipartUploads | bucket | aws:ResourceTag/ s3:AccessGrantsInstanceArn s3:AccessPointNetworkOrigin s3:AccessPointTag/ s3:DataAccessPointAccount s3:DataAccessPointArn
ListBucketVersions | accesspoint bucket | s3:AccessGrantsInstanceArn s3:delimiter s3:max-keys s3:prefix
ListCallerAccessGrants | accessgrantsinstance | aws:ResourceTag/
ListJobs |  |
ListMultiRegionAccessPoints |  |
ListMultipartUploadParts | accesspointobject object | s3:AccessGrantsInstanceArn
ListObjectAnnotations | accesspointobject object | s3:ExistingObjectTag/ s3:annotation-prefix s3:max-annotation-results
ListObjectVersionAnnotations | accesspointobject object | s3:ExistingObjectTag/ s3:annotation-prefix s3:max-annotation-results s3:versionid
ListStorageLensConfigurations |  |
ListStorageLensGroups |  |
ListTagsForResource | accessgrant accessgrantsinstance accessgrantslocation accesspoint bucket storagelensgroup |
ObjectOwnerOverrideToBucketOwner | object |
PauseReplication | bucket | s3:destinationRegion
PutAccelerateConfiguration | bucket |
PutAccessGrantsInstanceResourcePolicy | accessgrantsinstance | aws:ResourceTag/
PutAccessPointConfigurationForObjectLambda | objectlambdaaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
PutAccessPointPolicy | accesspoint |
PutAccessPointPolicyForObjectLambda | objectlambdaaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
PutAccessPointPublicAccessBlock |  |
PutAccountPublicAccessBlock |  |
PutAnalyticsConfiguration | bucket |
PutBucketAbac | bucket |
PutBucketAcl | bucket | s3:x-amz-acl s3:x-amz-grant-full-control s3:x-amz-grant-read s3:x-amz-grant-read-acp s3:x-amz-grant-write s3:x-amz-grant-write-acp
PutBucketCORS | bucket |
PutBucketLogging | bucket |
PutBucketNotification | bucket |
PutBucketObjectLockConfiguration | bucket |
PutBucketOwnershipControls | bucket |
PutBucketPolicy | bucket |
PutBucketPublicAccessBlock | bucket |
PutBucketRequestPayment | bucket |
PutBucketTagging | bucket |
PutBucketVersioning | bucket |
PutBucketWebsite | bucket |
PutEncryptionConfiguration | bucket |
PutIntelligentTieringConfiguration | bucket |
PutInventoryConfiguration | bucket | s3:InventoryAccessibleOptionalFields
PutJobTagging | job | aws:RequestTag/ aws:TagKeys s3:ExistingJobOperation s3:ExistingJobPriority
PutLifecycleConfiguration | bucket |
PutMetricsConfiguration | bucket |
PutMultiRegionAccessPointPolicy | multiregionaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
PutObject | accesspointobject object | s3:AccessGrantsInstanceArn s3:ObjectCreationOperation s3:RequestObjectTag/ s3:RequestObjectTagKeys s3:if-match s3:if-none-match s3:object-lock-event-hold s3:object-lock-event-hold-duration-days s3:object-lock-legal-hold s3:object-lock-mode s3:object-lock-remaining-retention-days s3:object-lock-retain-until-date s3:x-amz-acl s3:x-amz-copy-source s3:x-amz-grant-full-control s3:x-amz-grant-read s3:x-amz-grant-read-acp s3:x-amz-grant-write s3:x-amz-grant-write-acp s3:x-amz-metadata-directive s3:x-amz-object-annotation-directive s3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-aws-kms-key-id s3:x-amz-server-side-encryption-customer-algorithm s3:x-amz-storage-class s3:x-amz-website-redirect-location
PutObjectAcl | accesspointobject object | s3:AccessGrantsInstanceArn s3:ExistingObjectTag/ s3:x-amz-acl s3:x-amz-grant-full-control s3:x-amz-grant-read s3:x-amz-grant-read-acp s3:x-amz-grant-write s3:x-amz-grant-write-acp s3:x-amz-storage-class
PutObjectAnnotation | accesspointobject object | s3:ExistingObjectTag/ s3:x-amz-object-if-match
PutObjectLegalHold | accesspointobject object | s3:object-lock-legal-hold
PutObjectRetention | accesspointobject object | s3:object-lock-event-hold s3:object-lock-event-hold-duration-days s3:object-lock-mode s3:object-lock-remaining-retention-days s3:object-lock-retain-until-date
PutObjectTagging | accesspointobject object | s3:ExistingObjectTag/ s3:RequestObjectTag/ s3:RequestObjectTagKeys
PutObjectVersionAcl | accesspointobject object | s3:AccessGrantsInstanceArn s3:ExistingObjectTag/ s3:versionid s3:x-amz-acl s3:x-amz-grant-full-control s3:x-amz-grant-read s3:x-amz-grant-read-acp s3:x-amz-grant-write s3:x-amz-grant-write-acp s3:x-amz-storage-class
PutObjectVersionAnnotation | accesspointobject object | s3:ExistingObjectTag/ s3:versionid s3:x-amz-object-if-match
PutObjectVersionTagging | accesspointobject object | s3:ExistingObjectTag/ s3:RequestObjectTag/ s3:RequestObjectTagKeys s3:versionid
PutReplicationConfiguration | bucket | s3:isReplicationPauseRequest
PutStorageLensConfiguration |  | aws:RequestTag/ aws:TagKeys
PutStorageLensConfigurationTagging | storagelensconfiguration | aws:RequestTag/ aws:TagKeys
ReplicateDelete | object |
ReplicateObject | object | s3:object-lock-event-hold s3:object-lock-event-hold-duration-days s3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-aws-kms-key-id s3:x-amz-server-side-encryption-customer-algorithm
ReplicateObjectAnnotation | object |
ReplicateTags | object |
RestoreObject | accesspointobject object |
SubmitMultiRegionAccessPointRoutes | multiregionaccesspoint | s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
TagResource | accessgrant accessgrantsinstance accessgrantslocation accesspoint bucket storagelensgroup | aws:RequestTag/ aws:TagKeys
UntagResource | accessgrant accessgrantsinstance accessgrantslocation accesspoint bucket storagelensgroup | aws:TagKeys
UpdateAccessGrantsLocation | accessgrantslocation | aws:ResourceTag/ s3:AccessGrantsLocationScope
UpdateBucketMetadataAnnotationTableConfiguration | bucket |
UpdateBucketMetadataInventoryTableConfiguration | bucket |
UpdateBucketMetadataJournalTableConfiguration | bucket |
UpdateJobPriority | job | s3:ExistingJobOperation s3:ExistingJobPriority s3:RequestJobPriority
UpdateJobStatus | job | s3:ExistingJobOperation s3:ExistingJobPriority s3:JobSuspendedCause
UpdateObjectEncryption | accesspointobject object | s3:ExistingObjectTag/ s3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-aws-kms-key-id
UpdateStorageLensGroup | storagelensgroup |
`;
