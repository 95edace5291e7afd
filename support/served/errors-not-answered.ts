import type { Service } from '../aws/operations.ts';

/** Errors of a service's model that keyhole never answers, by their names in the SDK, with the reason. */
export type NotAnswered = Readonly<Record<string, string>>;

const TAKES_ALL = 'No part of keyhole times out, is throttled or breaks as a part of AWS does.';
const NO_STORES_OF_KEYS = 'Custom key stores are refused by name.';
const ONE_AT_A_TIME = 'Requests that change the same entity are performed one after the other.';
const NO_QUOTA = 'keyhole has no quota of this kind.';
const NO_PROVIDER = 'No identity provider is asked: the issuer of tokens is a part of the scenario.';

/**
 * Every error that the SDK's model documents for a served operation is answered somewhere in the tests, or stands here.
 * SERVED.md lists the rows.
 */
export const errorsNotAnswered: Readonly<Record<Service, NotAnswered>> = {
  s3: {
    EncryptionTypeMismatch: 'Only directory buckets answer it, which are refused by name.',
    InvalidWriteOffset: 'Only directory buckets answer it, which are refused by name.',
    ObjectNotInActiveTierError: 'S3 was seen to answer InvalidObjectState in its place.',
    TooManyParts: 'Only directory buckets answer it, which are refused by name.',
  },
  kms: {
    CloudHsmClusterInvalidConfigurationException: NO_STORES_OF_KEYS,
    ConflictException: ONE_AT_A_TIME,
    CustomKeyStoreInvalidStateException: NO_STORES_OF_KEYS,
    DependencyTimeoutException: TAKES_ALL,
    KMSInternalException: TAKES_ALL,
    KeyUnavailableException: TAKES_ALL,
    XksKeyAlreadyInUseException: NO_STORES_OF_KEYS,
    XksKeyInvalidConfigurationException: NO_STORES_OF_KEYS,
    XksKeyNotFoundException: NO_STORES_OF_KEYS,
  },
  sts: {
    IDPCommunicationErrorException: NO_PROVIDER,
    IDPRejectedClaimException: NO_PROVIDER,
    PackedPolicyTooLargeException:
      'AWS does not document how it packs session policies and tags, so the packed size is not refused.',
    RegionDisabledException: 'Every Region is enabled.',
  },
  iam: {
    ConcurrentModificationException: ONE_AT_A_TIME,
    EntityTemporarilyUnmodifiableException: 'A name is free as soon as its entity is deleted.',
    OpenIdIdpCommunicationErrorException: NO_PROVIDER,
    PolicyEvaluationException: 'A simulation that cannot be decided is refused by name.',
    ServiceFailureException: TAKES_ALL,
    ServiceNotSupportedException: 'Service-specific credentials are refused by name.',
    UnmodifiableEntityException: 'There are no entities that only a service of AWS may change.',
  },
  secretsmanager: {
    InternalServiceError: TAKES_ALL,
    LimitExceededException: NO_QUOTA,
    PreconditionNotMetException: 'It is about rotation, which is refused by name.',
  },
  dynamodb: {
    InvalidEndpointException: 'Every host name of the gateway is an endpoint.',
    ItemCollectionSizeLimitExceededException: NO_QUOTA,
    ProvisionedThroughputExceededException: TAKES_ALL,
    ReplicatedWriteConflictException: 'Global tables are refused by name.',
    RequestLimitExceeded: TAKES_ALL,
    TableNotFoundException: 'A table that does not exist is answered by ResourceNotFoundException.',
    ThrottlingException: TAKES_ALL,
    TransactionConflictException: ONE_AT_A_TIME,
    TransactionInProgressException: ONE_AT_A_TIME,
  },
  organizations: {
    AccessDeniedForDependencyException: 'Organizations needs no other service here.',
    AccountOwnerNotVerifiedException: 'Accounts have no owner whose address is verified.',
    ConcurrentModificationException: ONE_AT_A_TIME,
    FinalizingOrganizationException: 'An organization is complete as soon as it is created.',
    HandshakeAlreadyInStateException: 'InvalidHandshakeTransitionException is answered in its place.',
    PolicyChangesInProgressException: ONE_AT_A_TIME,
    PolicyTypeNotAvailableForOrganizationException:
      'Types of policies other than SCPs and RCPs are refused by name.',
    ServiceException: TAKES_ALL,
    TooManyRequestsException: TAKES_ALL,
    UnsupportedAPIEndpointException: 'The one endpoint of a gateway has every operation.',
  },
  s3control: {},
};
