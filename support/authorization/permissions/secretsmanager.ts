import type { Input } from '../../aws/operations.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import type { PermissionTable, RequiredPermission, Scope } from './rule.ts';
import { notImplemented } from './table-rows.ts';
import { requestTagContext } from './tag-context.ts';

type Context = NonNullable<RequiredPermission['context']>;

/** An input about one secret. By now it is named by its ARN, as far as there is such a secret. */
interface SecretInput {
  readonly SecretId?: string | undefined;
}

/** A rule for an operation on one secret, with the condition keys of the input. */
function onSecret<I>(action: string, contextOf: (input: I) => Context = () => ({})) {
  return (input: I & SecretInput): readonly RequiredPermission[] => [
    { action: `secretsmanager:${action}`, resource: input.SecretId ?? '*', context: contextOf(input) },
  ];
}

/** A rule for an operation that addresses no secret. */
function onNoSecret(action: string) {
  return (): readonly RequiredPermission[] => [{ action: `secretsmanager:${action}`, resource: '*' }];
}

/**
 * CreateSecret, and secretsmanager:TagResource besides where the secret is to have tags. The six characters that are to
 * end its ARN stand as question marks: patterns of policies match them as they match what Secrets Manager makes up.
 */
function createSecret(
  input: Input<'secretsmanager', 'CreateSecret'>,
  { region, account }: Scope,
): readonly RequiredPermission[] {
  const resource = `arn:aws:secretsmanager:${region}:${account}:secret:${input.Name ?? ''}-??????`;
  const context: Context = {
    'secretsmanager:Name': input.Name,
    'secretsmanager:Description': input.Description,
    'secretsmanager:ForceOverwriteReplicaSecret': input.ForceOverwriteReplicaSecret?.toString(),
    ...namingKey(input),
    ...requestTagContext(input.Tags),
  };
  const actions = ['secretsmanager:CreateSecret'];
  if (input.Tags !== undefined && input.Tags.length > 0) actions.push('secretsmanager:TagResource');
  return actions.map((action) => ({ action, resource, context }));
}

/**
 * `secretsmanager:KmsKeyId` is the reference as the request has it. What `secretsmanager:KmsKeyArn` is for anything but
 * a key's ARN is documented nowhere.
 */
function namingKey({ KmsKeyId }: { readonly KmsKeyId?: string | undefined }): Context {
  const isArn = KmsKeyId !== undefined && /^arn:[^:]+:kms:[^:]+:\d{12}:key\//.test(KmsKeyId);
  return {
    'secretsmanager:KmsKeyId': KmsKeyId,
    'secretsmanager:KmsKeyArn': isArn ? KmsKeyId : UNKNOWABLE,
  };
}

/** The versions that a request asks for: absent where it leaves them to Secrets Manager. */
function ofVersion(input: {
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}): Context {
  return { 'secretsmanager:VersionId': input.VersionId, 'secretsmanager:VersionStage': input.VersionStage };
}

/**
 * The permissions of Secrets Manager's operations. What a condition knows of the secret itself (its tags, its Region) and
 * how the request names it come from elsewhere, and so do the calls that Secrets Manager makes to KMS.
 *
 * Source: Service Authorization Reference, "AWS Secrets Manager"; Secrets Manager API reference, each operation,
 * section "Required permissions".
 * Differs: AWS refuses to change tags where the caller would lose its own permissions by it; here they are changed.
 */
export const secretsPermissions: PermissionTable<'secretsmanager'> = {
  CreateSecret: createSecret,
  DescribeSecret: onSecret('DescribeSecret'),
  UpdateSecret: onSecret('UpdateSecret', (input: Input<'secretsmanager', 'UpdateSecret'>) => ({
    'secretsmanager:Description': input.Description,
    ...namingKey(input),
  })),
  DeleteSecret: onSecret('DeleteSecret', (input: Input<'secretsmanager', 'DeleteSecret'>) => ({
    'secretsmanager:RecoveryWindowInDays': input.RecoveryWindowInDays?.toString(),
    'secretsmanager:ForceDeleteWithoutRecovery': input.ForceDeleteWithoutRecovery?.toString(),
  })),
  RestoreSecret: onSecret('RestoreSecret'),
  ListSecrets: onNoSecret('ListSecrets'),

  GetSecretValue: onSecret('GetSecretValue', ofVersion),
  PutSecretValue: onSecret('PutSecretValue'),
  ListSecretVersionIds: onSecret('ListSecretVersionIds'),
  UpdateSecretVersionStage: onSecret('UpdateSecretVersionStage', ({ VersionStage }) => ({
    'secretsmanager:VersionStage': VersionStage,
  })),

  GetResourcePolicy: onSecret('GetResourcePolicy'),
  PutResourcePolicy: onSecret('PutResourcePolicy', (input: Input<'secretsmanager', 'PutResourcePolicy'>) => ({
    'secretsmanager:BlockPublicPolicy': input.BlockPublicPolicy?.toString(),
  })),
  DeleteResourcePolicy: onSecret('DeleteResourcePolicy'),

  TagResource: onSecret('TagResource', (input: Input<'secretsmanager', 'TagResource'>) =>
    requestTagContext(input.Tags),
  ),
  UntagResource: onSecret('UntagResource', (input: Input<'secretsmanager', 'UntagResource'>) => ({
    'aws:TagKeys': input.TagKeys,
  })),

  ...notImplemented(
    'BatchGetSecretValue',
    'CancelRotateSecret',
    'GetRandomPassword',
    'RemoveRegionsFromReplication',
    'ReplicateSecretToRegions',
    'RotateSecret',
    'StopReplicationToReplica',
    'ValidateResourcePolicy',
  ),
};
