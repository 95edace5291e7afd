import type { Service } from '../aws/operations.ts';

/**
 * The documented errors that no test names together with these operations, though tests name them with others. Code that
 * the operations of a service share answers most of them. A new operation belongs here only with a reason in its commit.
 */
export const errorsNotShown: Readonly<Record<Service, Readonly<Record<string, string>>>> = {
  s3: {
    NoSuchBucket: 'ListObjects',
    NoSuchKey: 'UpdateObjectEncryption',
  },
  kms: {
    CustomKeyStoreNotFoundException: 'GenerateRandom',
    DisabledException: 'ReplicateKey UpdatePrimaryRegion',
    InvalidArnException: `
      CancelKeyDeletion CreateKey DeleteImportedKeyMaterial DisableKeyRotation EnableKey
      EnableKeyRotation GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport
      ImportKeyMaterial ListAliases ListKeyPolicies ListKeyRotations ListResourceTags PutKeyPolicy
      ReplicateKey RotateKeyOnDemand TagResource UntagResource UpdateKeyDescription
      UpdatePrimaryRegion
    `,
    InvalidGrantTokenException: `
      DeriveSharedSecret GenerateDataKey GenerateDataKeyPair GenerateDataKeyWithoutPlaintext
      GenerateMac
    `,
    InvalidMarkerException: 'ListAliases ListGrants ListKeyRotations ListResourceTags ListRetirableGrants',
    KMSInvalidStateException: 'DeleteAlias DeriveSharedSecret GenerateMac',
    LimitExceededException: 'CreateAlias EnableKey ReplicateKey TagResource UpdateAlias',
    TagException: 'ReplicateKey',
    UnsupportedOperationException: 'GenerateRandom',
  },
  sts: {
    ExpiredTokenException: 'AssumeRole',
  },
  iam: {
    EntityAlreadyExistsException: 'UpdateGroup',
    InvalidAuthenticationCodeException: 'ResyncMFADevice',
    InvalidInputException: `
      AddClientIDToOpenIDConnectProvider CreateInstanceProfile CreateOpenIDConnectProvider
      CreateVirtualMFADevice DeleteOpenIDConnectProvider GetOpenIDConnectProvider ListMFADeviceTags
      ListOpenIDConnectProviderTags PutRolePermissionsBoundary
      RemoveClientIDFromOpenIDConnectProvider TagInstanceProfile TagMFADevice
      TagOpenIDConnectProvider TagRole UntagInstanceProfile UntagMFADevice UntagOpenIDConnectProvider
      UpdateOpenIDConnectProviderThumbprint
    `,
    LimitExceededException: `
      CreateVirtualMFADevice DeactivateMFADevice DeleteLoginProfile DeleteVirtualMFADevice
      EnableMFADevice ResyncMFADevice TagMFADevice TagRole UpdateGroup
    `,
    MalformedPolicyDocumentException: 'CreatePolicyVersion PutGroupPolicy',
    NoSuchEntityException: `
      GetMFADevice ListGroupPolicies ListRoleTags PutRolePermissionsBoundary ResyncMFADevice
      TagMFADevice TagRole UntagMFADevice UntagRole UpdateAssumeRolePolicy UpdateRole
    `,
    PolicyNotAttachableException: 'AttachGroupPolicy PutRolePermissionsBoundary',
  },
  secretsmanager: {
    DecryptionFailure: 'BatchGetSecretValue',
    InvalidNextTokenException: 'BatchGetSecretValue ListSecretVersionIds ListSecrets',
    InvalidRequestException: 'BatchGetSecretValue GetRandomPassword ValidateResourcePolicy',
  },
  dynamodb: {
    InternalServerError: `
      BatchGetItem BatchWriteItem DeleteItem DeleteResourcePolicy DescribeContinuousBackups
      DescribeTimeToLive GetResourcePolicy ListTables ListTagsOfResource PutResourcePolicy Query
      TagResource TransactGetItems TransactWriteItems UntagResource UpdateItem UpdateTable
    `,
  },
  organizations: {
    AWSOrganizationsNotInUseException: `
      ListAWSServiceAccessForOrganization ListChildren ListDelegatedAdministrators
      ListHandshakesForOrganization ListOrganizationalUnitsForParent RemoveAccountFromOrganization
      UntagResource UpdateOrganizationalUnit
    `,
    AccessDeniedException: `
      CancelHandshake DeclineHandshake DescribeHandshake ListAWSServiceAccessForOrganization
      ListChildren ListDelegatedAdministrators ListHandshakesForOrganization
      ListOrganizationalUnitsForParent RemoveAccountFromOrganization UntagResource
      UpdateOrganizationalUnit
    `,
    AccountNotFoundException: 'RemoveAccountFromOrganization',
    ConstraintViolationException: `
      ListAWSServiceAccessForOrganization ListDelegatedAdministrators RemoveAccountFromOrganization
      UntagResource
    `,
    DuplicateOrganizationalUnitException: 'UpdateOrganizationalUnit',
    HandshakeNotFoundException: 'CancelHandshake DeclineHandshake DescribeHandshake',
    InvalidHandshakeTransitionException: 'CancelHandshake DeclineHandshake',
    InvalidInputException: `
      CancelHandshake DeclineHandshake DescribeHandshake DescribeOrganizationalUnit
      ListAWSServiceAccessForOrganization ListChildren ListDelegatedAdministrators
      ListHandshakesForOrganization ListOrganizationalUnitsForParent RemoveAccountFromOrganization
      UntagResource UpdateOrganizationalUnit
    `,
    MasterCannotLeaveOrganizationException: 'AcceptHandshake RemoveAccountFromOrganization',
    OrganizationalUnitNotFoundException: 'DeleteOrganizationalUnit UpdateOrganizationalUnit',
    ParentNotFoundException: 'ListChildren ListOrganizationalUnitsForParent',
    RootNotFoundException: 'DisablePolicyType',
    TargetNotFoundException: 'UntagResource',
  },
  s3control: {},
};
