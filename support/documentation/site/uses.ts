/** The uses of permissions, a word each, in the order in which pages show them. */
export const uses = [
  'read',
  'write',
  'copy',
  'list',
  'delete',
  'decrypt',
  'encrypt',
  'grant',
  'administer',
  'look up',
  'assume',
] as const;

/** One of {@link uses}. */
export type Use = (typeof uses)[number];

/** Permissions on data and on the use of keys. All others are decided by their verb. */
const USES: Readonly<Record<string, Use>> = {
  's3:GetObject': 'read',
  's3:GetObjectVersion': 'read',
  's3:PutObject': 'write',
  's3:ReplicateObject': 'write',
  's3:RestoreObject': 'write',
  's3:UpdateObjectEncryption': 'write',
  's3:AbortMultipartUpload': 'write',
  's3:ListBucket': 'list',
  's3:ListBucketVersions': 'list',
  's3:ListAllMyBuckets': 'list',
  's3:ListBucketMultipartUploads': 'list',
  's3:ListMultipartUploadParts': 'list',
  's3:DeleteObject': 'delete',
  's3:DeleteObjectVersion': 'delete',
  'dynamodb:GetItem': 'read',
  'dynamodb:BatchGetItem': 'read',
  'dynamodb:Query': 'read',
  'dynamodb:Scan': 'read',
  'dynamodb:PutItem': 'write',
  'dynamodb:UpdateItem': 'write',
  'dynamodb:BatchWriteItem': 'write',
  'dynamodb:DeleteItem': 'delete',
  'secretsmanager:GetSecretValue': 'read',
  'secretsmanager:BatchGetSecretValue': 'read',
  'secretsmanager:PutSecretValue': 'write',
  'secretsmanager:UpdateSecret': 'write',
  'kms:Decrypt': 'decrypt',
  'kms:ReEncryptFrom': 'decrypt',
  'kms:Encrypt': 'encrypt',
  'kms:ReEncryptTo': 'encrypt',
  'kms:GenerateDataKey': 'encrypt',
  'kms:GenerateDataKeyWithoutPlaintext': 'encrypt',
  'kms:GenerateDataKeyPair': 'encrypt',
  'kms:GenerateDataKeyPairWithoutPlaintext': 'encrypt',
  'kms:CreateGrant': 'grant',
  'sts:AssumeRole': 'assume',
  'sts:AssumeRoleWithWebIdentity': 'assume',
};

/** The use of a permission. One on settings that changes nothing is a look-up; every unknown one administers. */
export function useOf(permission: string): Use {
  return USES[permission] ?? (/:(?:Get|List|Describe|Head)/.test(permission) ? 'look up' : 'administer');
}

const OF_DATA: ReadonlySet<Use> = new Set(['read', 'write', 'list', 'delete', 'decrypt', 'encrypt']);

/** True for a use of data or of a key to data: what a pattern is mostly about. */
export function isOfData(use: Use): boolean {
  return OF_DATA.has(use);
}

/** True if a granted request with this permission may alter what later requests are answered. */
export function mayAlterAccess(use: Use): boolean {
  return use === 'grant' || use === 'administer';
}
