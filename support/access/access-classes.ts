/** The classes of access, in the order of the columns of a matrix. */
export const accessClasses = [
  'list',
  'read',
  'write',
  'encrypt',
  'decrypt',
  'assume',
  'grant',
  'delete',
  'administer',
] as const;

/** A class of access to a resource. */
export type AccessClass = (typeof accessClasses)[number];

/** The kinds of resources that access is asked for. */
export type ResourceKind = 'access point' | 'bucket' | 'key' | 'secret' | 'table' | 'role' | 'user' | 'other';

/** One action of a class, and what a request for it needs besides. */
export interface ClassAction {
  readonly action: string;
  /** The action is about an object in the bucket, not the bucket. */
  readonly onObject?: true;
  /** The permission on the resource's KMS key that the service asks for in the caller's name. */
  readonly kms?: 'kms:Decrypt' | 'kms:GenerateDataKey';
}

const act = (...actions: readonly string[]): readonly ClassAction[] => actions.map((action) => ({ action }));
const onObject = (action: string, kms?: ClassAction['kms']): ClassAction => ({
  action,
  onObject: true,
  ...(kms && { kms }),
});
const withKey = (kms: NonNullable<ClassAction['kms']>, ...actions: readonly string[]) =>
  actions.map((action): ClassAction => ({ action, kms }));

/**
 * The actions of each class by kind of resource. A class is allowed if all of its actions are, and `partly` allowed if some
 * are. Reading what is encrypted under a KMS key needs the key as well: the class counts both. An object is read under the
 * bucket's default encryption. It is written under any encryption that the caller can choose.
 *
 * Source: Service Authorization Reference; Amazon S3 user
 * guide, "Using server-side encryption with AWS KMS keys"; Secrets Manager user guide, "Secret encryption and decryption in
 * AWS Secrets Manager"; Amazon DynamoDB developer guide, "DynamoDB encryption at rest usage notes".
 */
export const ACTIONS_OF_CLASS: Readonly<
  Record<ResourceKind, Readonly<Partial<Record<AccessClass, readonly ClassAction[]>>>>
> = {
  bucket: {
    list: act('s3:ListBucket'),
    read: [onObject('s3:GetObject', 'kms:Decrypt')],
    write: [onObject('s3:PutObject', 'kms:GenerateDataKey')],
    delete: [onObject('s3:DeleteObject'), onObject('s3:DeleteObjectVersion')],
    administer: [
      ...act('s3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:PutBucketPublicAccessBlock'),
      ...act('s3:PutBucketAcl', 's3:PutEncryptionConfiguration'),
    ],
  },
  // A request through it needs the permission on the bucket as well.
  'access point': {
    list: act('s3:ListBucket'),
    read: [onObject('s3:GetObject', 'kms:Decrypt')],
    write: [onObject('s3:PutObject', 'kms:GenerateDataKey')],
    delete: [onObject('s3:DeleteObject')],
    administer: act('s3:PutAccessPointPolicy', 's3:DeleteAccessPointPolicy', 's3:DeleteAccessPoint'),
  },
  key: {
    encrypt: act('kms:Encrypt', 'kms:GenerateDataKey'),
    decrypt: act('kms:Decrypt'),
    grant: act('kms:CreateGrant'),
    delete: act('kms:ScheduleKeyDeletion'),
    administer: act('kms:PutKeyPolicy', 'kms:DisableKey'),
  },
  secret: {
    read: withKey('kms:Decrypt', 'secretsmanager:GetSecretValue'),
    write: withKey('kms:GenerateDataKey', 'secretsmanager:PutSecretValue'),
    delete: act('secretsmanager:DeleteSecret'),
    administer: act('secretsmanager:PutResourcePolicy', 'secretsmanager:DeleteResourcePolicy'),
  },
  table: {
    list: withKey('kms:Decrypt', 'dynamodb:Scan'),
    read: withKey('kms:Decrypt', 'dynamodb:GetItem', 'dynamodb:Query'),
    write: withKey('kms:Decrypt', 'dynamodb:PutItem', 'dynamodb:UpdateItem'),
    delete: withKey('kms:Decrypt', 'dynamodb:DeleteItem'),
    administer: act('dynamodb:PutResourcePolicy', 'dynamodb:DeleteResourcePolicy'),
  },
  role: {
    // Each principal asks for one of them: the holder of a token for the second.
    assume: act('sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'),
    delete: act('iam:DeleteRole'),
    administer: act('iam:UpdateAssumeRolePolicy', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'),
  },
  user: {
    assume: act('iam:CreateAccessKey'),
    delete: act('iam:DeleteUser'),
    administer: act('iam:PutUserPolicy', 'iam:AttachUserPolicy'),
  },
  // A resource that the scenario does not have, or none in particular.
  other: {},
};

/**
 * Actions of no class that always read or write what is under the resource's key.
 *
 * Source: as {@link ACTIONS_OF_CLASS}.
 */
const ALSO_WITH_KEY: Readonly<Partial<Record<ResourceKind, readonly ClassAction[]>>> = {
  bucket: [onObject('s3:GetObjectVersion', 'kms:Decrypt')],
  'access point': [onObject('s3:GetObjectVersion', 'kms:Decrypt')],
  table: withKey(
    'kms:Decrypt',
    ...['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem', 'dynamodb:ConditionCheckItem'],
    ...[
      'dynamodb:PartiQLSelect',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLUpdate',
      'dynamodb:PartiQLDelete',
    ],
  ),
};

/** The action as a class has it, or with the key that it always needs; alone if it needs none. */
export function classActionOf(kind: ResourceKind, action: string): ClassAction {
  const known = [...Object.values(ACTIONS_OF_CLASS[kind]), ALSO_WITH_KEY[kind] ?? []].flat();
  return known.find((one) => one.action === action) ?? { action };
}

/** True for a bucket, and for an access point: requests through it are about objects of the bucket behind it. */
export function isOfS3(kind: ResourceKind): boolean {
  return kind === 'bucket' || kind === 'access point';
}
