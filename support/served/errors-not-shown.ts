import type { Service } from '../aws/operations.ts';

/** A documented error that keyhole answers to some operations, and never to these. */
export interface NotShown {
  readonly error: string;
  readonly operations: string;
  readonly why: string;
}

const NO_QUOTA = 'keyhole has no quota that these requests could exceed.';
const NO_STORES_OF_KEYS = 'Custom key stores are refused by name.';
const OF_A_KEY =
  'keyhole answers it for a KMS key that DynamoDB cannot use, and these operations take no key. It has no other fault of AWS.';
const TAGS_ARE_CHECKED = 'A tag key that cannot exist is on no entity, so that there is nothing to remove.';

/**
 * The documented errors that no test names together with these operations, though tests name them with others. Each row has the
 * reason why keyhole does not answer the error there. A new operation belongs here only with a reason of its own.
 */
export const errorsNotShown: Readonly<Record<Service, readonly NotShown[]>> = {
  s3: [],
  kms: [
    { error: 'CustomKeyStoreNotFoundException', operations: 'GenerateRandom', why: NO_STORES_OF_KEYS },
    { error: 'UnsupportedOperationException', operations: 'GenerateRandom', why: NO_STORES_OF_KEYS },
    {
      error: 'InvalidArnException',
      operations: `
        CancelKeyDeletion CreateKey DeleteImportedKeyMaterial DisableKeyRotation EnableKey
        EnableKeyRotation GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport
        ImportKeyMaterial ListAliases ListKeyPolicies ListKeyRotations ListResourceTags PutKeyPolicy
        ReplicateKey RotateKeyOnDemand TagResource UntagResource UpdateKeyDescription
        UpdatePrimaryRegion
      `,
      why: 'An invalid ARN of a key is answered by NotFoundException, as recorded answers show. Only ARNs of principals are refused so.',
    },
    {
      error: 'KMSInvalidStateException',
      operations: 'DeleteAlias',
      why: 'An alias is deleted whatever the state of its key, as the table of key states says.',
    },
    {
      error: 'LimitExceededException',
      operations: 'CreateAlias EnableKey ReplicateKey UpdateAlias',
      why: NO_QUOTA,
    },
    {
      error: 'LimitExceededException',
      operations: 'TagResource',
      why: 'More tags than a key can have are answered by TagException.',
    },
  ],
  sts: [],
  iam: [
    {
      error: 'InvalidInputException',
      operations: 'ListMFADeviceTags',
      why: 'An ARN of another kind names no resource here, which NoSuchEntity says. AWS does not document when it answers this error.',
    },
    {
      error: 'InvalidInputException',
      operations: 'UntagInstanceProfile',
      why: TAGS_ARE_CHECKED,
    },
    {
      error: 'LimitExceededException',
      operations: 'DeactivateMFADevice DeleteLoginProfile DeleteVirtualMFADevice',
      why: 'A deletion exceeds no quota.',
    },
  ],
  secretsmanager: [
    {
      error: 'InvalidRequestException',
      operations: 'GetRandomPassword',
      why: 'Wrong lengths and exclusions are answered by InvalidParameterException.',
    },
    {
      error: 'InvalidRequestException',
      operations: 'ValidateResourcePolicy',
      why: 'A policy is validated whether or not its secret is marked for deletion: AWS does not say that it must not be.',
    },
  ],
  dynamodb: [
    {
      error: 'InternalServerError',
      operations: `
        BatchGetItem BatchWriteItem DeleteItem DeleteResourcePolicy DescribeContinuousBackups
        DescribeTimeToLive GetResourcePolicy ListTables ListTagsOfResource PutResourcePolicy Query
        TagResource TransactGetItems TransactWriteItems UntagResource UpdateItem
      `,
      why: OF_A_KEY,
    },
    {
      error: 'LimitExceededException',
      operations: 'DeleteResourcePolicy DeleteTable TagResource UntagResource',
      why: 'Requests on the same table are performed one after the other. Too many tags are answered by ValidationException.',
    },
  ],
  organizations: [
    {
      error: 'ConstraintViolationException',
      operations: 'ListAWSServiceAccessForOrganization ListDelegatedAdministrators UntagResource',
      why: NO_QUOTA,
    },
    {
      error: 'ConstraintViolationException',
      operations: 'RemoveAccountFromOrganization',
      why: 'An account needs no payment method of its own, and has no waiting period, so that each can leave.',
    },
  ],
  s3control: [],
};
