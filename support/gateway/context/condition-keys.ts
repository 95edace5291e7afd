import { requestKeys } from './request-keys.ts';

/** A condition key of AWS, with the source of its values in keyhole. */
export interface ConditionKey {
  /** As AWS writes it. A name that ends in `/` or `:` is a family: `aws:RequestTag/`. */
  readonly name: string;
  /** True for a key that AWS documents with several values. */
  readonly many: boolean;
  readonly from: KeySource;
}

/**
 * The source of a key's values:
 * - `request`: from any request, by request-keys.ts;
 * - `operation`: from the operation's own rule or its service's desk; absent unless they supply it;
 * - `lookup`: from the store, before a decision that asks for it; unknowable unless it was looked up;
 * - `unknowable`: AWS has it, and keyhole does not know its values: a decision that turns on it is not made;
 * - `absent`: no request that keyhole serves has it.
 */
export type KeySource = 'request' | 'operation' | 'lookup' | 'unknowable' | 'absent';

/** Names by source; those that end in `[]` have several values. */
const NAMES: Readonly<Record<Exclude<KeySource, 'request'>, string>> = {
  operation: `
    aws:RequestTag/ aws:ResourceAccount aws:TagKeys[]
    dynamodb:Attributes[] dynamodb:EnclosingOperation dynamodb:LeadingKeys[] dynamodb:ReturnConsumedCapacity dynamodb:ReturnValues dynamodb:Select
    iam:AWSServiceName iam:AssociatedResourceArn iam:PassedToService iam:PermissionsBoundary iam:PolicyARN
    kms:BypassPolicyLockoutSafetyCheck kms:CallerAccount kms:CustomerMasterKeySpec kms:CustomerMasterKeyUsage kms:DataKeyPairSpec kms:EncryptionAlgorithm
    kms:EncryptionContext: kms:EncryptionContextKeys[] kms:ExpirationModel kms:GrantConstraintSourceArn
    kms:GrantConstraintType kms:GrantIsForAWSResource kms:GrantOperations[] kms:GranteePrincipal
    kms:GranteeServicePrincipal kms:KeyAgreementAlgorithm kms:KeyOrigin kms:KeySpec kms:KeyUsage kms:MacAlgorithm
    kms:MessageType kms:MultiRegion kms:MultiRegionKeyType kms:PrimaryRegion kms:ReplicaRegion kms:ReEncryptOnSameKey kms:RecipientAttestation:
    kms:RequestAlias kms:ResourceAliases[] kms:RetiringPrincipal kms:RetiringServicePrincipal
    kms:RotationPeriodInDays kms:ScheduleKeyDeletionPendingWindowInDays kms:SigningAlgorithm kms:ValidTo
    kms:ViaService kms:WrappingAlgorithm kms:WrappingKeySpec
    organizations:PolicyType
    s3:AccessPointNetworkOrigin s3:DataAccessPointAccount s3:DataAccessPointArn
    s3:InventoryAccessibleOptionalFields[] s3:ObjectCreationOperation s3:RequestObjectTag/ s3:RequestObjectTagKeys[] s3:ResourceAccount
    s3:delimiter s3:if-match s3:if-none-match s3:locationconstraint s3:max-keys s3:object-lock-legal-hold
    s3:object-lock-mode s3:object-lock-remaining-retention-days s3:object-lock-retain-until-date s3:prefix
    s3:versionid s3:x-amz-acl s3:x-amz-copy-source s3:x-amz-grant-full-control s3:x-amz-grant-read
    s3:x-amz-grant-read-acp s3:x-amz-grant-write s3:x-amz-grant-write-acp s3:x-amz-metadata-directive
    s3:x-amz-object-ownership s3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-aws-kms-key-id
    s3:x-amz-server-side-encryption-customer-algorithm s3:x-amz-storage-class s3:x-amz-website-redirect-location
    secretsmanager:AddReplicaRegions[] secretsmanager:BlockPublicPolicy secretsmanager:Description
    secretsmanager:ForceDeleteWithoutRecovery secretsmanager:ForceOverwriteReplicaSecret secretsmanager:KmsKeyArn
    secretsmanager:KmsKeyId secretsmanager:Name secretsmanager:RecoveryWindowInDays
    secretsmanager:resource/AllowRotationLambdaArn secretsmanager:SecretId secretsmanager:SecretPrimaryRegion
    secretsmanager:VersionId secretsmanager:VersionStage
    sts:ExternalId sts:RoleSessionName sts:SourceIdentity sts:TransitiveTagKeys[]`,
  lookup: `aws:PrincipalTag/ aws:ResourceTag/ iam:ResourceTag/ s3:BucketTag/ s3:ExistingObjectTag/
    secretsmanager:ResourceTag/`,
  unknowable: `
    aws:CalledViaAWSMCP aws:IsMcpServiceAction aws:ViaAWSMCPService
    dynamodb:FirstPartitionKeyValues[] dynamodb:SecondPartitionKeyValues[] dynamodb:ThirdPartitionKeyValues[]
    dynamodb:FourthPartitionKeyValues[]
    kms:TrailingDaysWithoutKeyUsage
    s3:object-lock-event-hold s3:object-lock-event-hold-duration-days s3:resourceArnBeingAuthorized s3:x-amz-bucket-namespace
    s3:x-amz-object-annotation-directive s3:x-amz-object-if-match
    secretsmanager:ExternalSecretRotationRoleArn secretsmanager:ModifyRotationRules
    secretsmanager:RotateImmediately secretsmanager:RotationLambdaARN secretsmanager:Type secretsmanager:resource/Type
    sts:RequestContext/ sts:RequestContextProviders[] sts:RoleAuthorizedByIdp`,
  absent: [
    // keyhole has no service that calls on its own behalf or for another service. It has no sessions from
    // federation, instances or chats.
    'aws:AssumedRoot aws:CalledVia[] aws:CalledViaFirst aws:CalledViaLast aws:ChatbotSourceArn',
    'aws:Ec2InstanceSourcePrivateIPv4 aws:Ec2InstanceSourceVpc',
    'aws:PrincipalServiceNamesList[] aws:SourceAccount aws:SourceArn aws:SourceOrgID aws:SourceOrgPaths[]',
    'aws:SourceOwner',
    // Operations that keyhole does not serve: PartiQL, fault injection, replication of keys, …
    'dynamodb:FisActionId dynamodb:FisTargetArns[] dynamodb:FullTableScan',
    'iam:AccountPropertyNamespaces[] iam:DelegationDuration iam:DelegationRequestOwner',
    'iam:FIDO-FIPS-140-2-certification iam:FIDO-FIPS-140-3-certification iam:FIDO-certification',
    'iam:NotificationChannel iam:OrganizationsPolicyId iam:RegisterSecurityKey iam:RoleTemplateARN',
    'iam:ServiceSpecificCredentialAgeDays iam:ServiceSpecificCredentialServiceName iam:TemplateArn',
    'organizations:ServicePrincipal organizations:TransferDirection organizations:TransferType',
    's3:AccessGrantScope s3:AccessGrantsInstanceArn s3:AccessGrantsLocationScope',
    's3:AccessPointTag/ s3:ExistingJobOperation',
    's3:ExistingJobPriority s3:JobSuspendedCause s3:RequestJobOperation s3:RequestJobPriority',
    's3:annotation-prefix s3:deliverySourceArn s3:destinationRegion s3:isReplicationPauseRequest s3:logType',
    's3:max-annotation-results',
    'sts:AWSServiceName sts:DurationSeconds sts:IdentityTokenAudience[] sts:SigningAlgorithm sts:TaskPolicyArn',
  ].join(' '),
};

/** Keys of `request` with several values. */
const MANY: ReadonlySet<string> = new Set([
  'aws:PrincipalOrgPaths',
  'aws:ResourceOrgPaths',
  'aws:VpceOrgPaths',
]);

/** Every condition key that keyhole knows: each of the services' and each global one. */
export const conditionKeys: readonly ConditionKey[] = [
  ...Object.keys(requestKeys).map((name) => ({ name, many: MANY.has(name), from: 'request' as const })),
  ...rowsOf('operation'),
  ...rowsOf('lookup'),
  ...rowsOf('unknowable'),
  ...rowsOf('absent'),
];

function rowsOf(from: Exclude<KeySource, 'request'>): readonly ConditionKey[] {
  const names = NAMES[from].trim().split(/\s+/);
  return names.map((name) => ({ name: name.replace('[]', ''), many: name.endsWith('[]'), from }));
}

const isFamily = ({ name }: ConditionKey): boolean => /[/:]$/.test(name);
const exact = new Map(
  conditionKeys.filter((key) => !isFamily(key)).map((key) => [key.name.toLowerCase(), key]),
);
const families = conditionKeys.filter(isFamily).map((key) => ({ prefix: key.name.toLowerCase(), key }));

/** The row of a key, given in lower case; undefined for a key that AWS does not have. */
export function conditionKey(name: string): ConditionKey | undefined {
  const found = exact.get(name);
  if (found !== undefined) return found;
  return families.find(({ prefix }) => name.length > prefix.length && name.startsWith(prefix))?.key;
}
