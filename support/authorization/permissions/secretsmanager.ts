import type { Input } from '../../aws/operations.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import { leftTo } from './left-to-default.ts';
import { type PermissionTable, type RequiredPermission, type Scope, withListed } from './rule.ts';
import { notImplemented } from './table-rows.ts';
import { requestTagContext } from './tag-context.ts';

type Context = NonNullable<RequiredPermission['context']>;

/** An input for one secret. The gateway has replaced its name by its ARN if the secret exists. */
interface SecretInput {
  readonly SecretId?: string | undefined;
}

/** A rule for an operation on one secret, with the condition keys of the input. */
function onSecret<I>(action: string, contextOf: (input: I) => Context = () => ({})) {
  return (input: I & SecretInput): readonly RequiredPermission[] => [
    { action: `secretsmanager:${action}`, resource: input.SecretId ?? '*', context: contextOf(input) },
  ];
}

/** A rule for an operation without a secret. */
function onNoSecret(action: string) {
  return (): readonly RequiredPermission[] => [{ action: `secretsmanager:${action}`, resource: '*' }];
}

/**
 * The permissions of CreateSecret: secretsmanager:TagResource is needed as well if the request has tags.
 * The ARN ends in six question marks for the characters that Secrets Manager will choose. Patterns of policies match
 * both alike.
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
  const creating = { action: 'secretsmanager:CreateSecret', resource, context };
  if (input.Tags === undefined || input.Tags.length === 0) return [creating];
  const tagging = { action: 'secretsmanager:TagResource', resource, context: withListed(context, /^aws:/) };
  return [creating, tagging];
}

/**
 * The condition keys of a key reference. `secretsmanager:KmsKeyId` is the reference as the request has it.
 * Undocumented: the value of `secretsmanager:KmsKeyArn` if the reference is not a key's ARN.
 */
function namingKey({ KmsKeyId }: { readonly KmsKeyId?: string | undefined }): Context {
  const isArn = KmsKeyId !== undefined && /^arn:[^:]+:kms:[^:]+:\d{12}:key\//.test(KmsKeyId);
  return {
    'secretsmanager:KmsKeyId': KmsKeyId,
    'secretsmanager:KmsKeyArn': isArn ? KmsKeyId : UNKNOWABLE,
  };
}

/** The days until a deletion; there are none if it is forced. Source: Secrets Manager API reference, DeleteSecret. */
function recoveryWindow({
  RecoveryWindowInDays,
  ForceDeleteWithoutRecovery,
}: Input<'secretsmanager', 'DeleteSecret'>) {
  if (ForceDeleteWithoutRecovery === true) return RecoveryWindowInDays?.toString();
  return RecoveryWindowInDays?.toString() ?? leftTo('30');
}

/** The condition keys of the version that a request asks for; absent if the request leaves it to Secrets Manager. */
function ofVersion(input: {
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}): Context {
  return { 'secretsmanager:VersionId': input.VersionId, 'secretsmanager:VersionStage': input.VersionStage };
}

/**
 * The permissions of Secrets Manager's operations. The gateway adds the condition keys of the secret itself (its tags,
 * its Region) and of how the request names it. It also adds the calls that Secrets Manager makes to KMS.
 *
 * Source: Service Authorization Reference, "AWS Secrets Manager"; Secrets Manager API reference, each operation, section
 * "Required permissions".
 * Differs: AWS refuses a change of tags by which the caller would lose its own permissions; keyhole makes the change.
 */
export const secretsPermissions: PermissionTable<'secretsmanager'> = {
  CreateSecret: createSecret,
  DescribeSecret: onSecret('DescribeSecret'),
  UpdateSecret: onSecret('UpdateSecret', (input: Input<'secretsmanager', 'UpdateSecret'>) => ({
    'secretsmanager:Description': input.Description,
    ...namingKey(input),
  })),
  DeleteSecret: onSecret('DeleteSecret', (input: Input<'secretsmanager', 'DeleteSecret'>) => ({
    'secretsmanager:RecoveryWindowInDays': recoveryWindow(input),
    'secretsmanager:ForceDeleteWithoutRecovery':
      input.ForceDeleteWithoutRecovery?.toString() ?? leftTo('false'),
  })),
  RestoreSecret: onSecret('RestoreSecret'),
  ListSecrets: onNoSecret('ListSecrets'),
  GetRandomPassword: onNoSecret('GetRandomPassword'),
  // Each secret takes secretsmanager:GetSecretValue besides, which is decided for it alone.
  BatchGetSecretValue: ({ Filters = [] }) => [
    { action: 'secretsmanager:BatchGetSecretValue', resource: '*' },
    ...(Filters.length === 0 ? [] : [{ action: 'secretsmanager:ListSecrets', resource: '*' }]),
  ],

  GetSecretValue: onSecret('GetSecretValue', ofVersion),
  PutSecretValue: onSecret('PutSecretValue'),
  ListSecretVersionIds: onSecret('ListSecretVersionIds'),
  UpdateSecretVersionStage: onSecret('UpdateSecretVersionStage', ({ VersionStage }) => ({
    'secretsmanager:VersionStage': VersionStage,
  })),

  RotateSecret: onSecret('RotateSecret'),

  GetResourcePolicy: onSecret('GetResourcePolicy'),
  PutResourcePolicy: onSecret('PutResourcePolicy', (input: Input<'secretsmanager', 'PutResourcePolicy'>) => ({
    'secretsmanager:BlockPublicPolicy': input.BlockPublicPolicy?.toString() ?? leftTo('false'),
  })),
  DeleteResourcePolicy: onSecret('DeleteResourcePolicy'),
  ValidateResourcePolicy: onSecret('ValidateResourcePolicy'),

  TagResource: onSecret('TagResource', (input: Input<'secretsmanager', 'TagResource'>) =>
    requestTagContext(input.Tags),
  ),
  UntagResource: onSecret('UntagResource', (input: Input<'secretsmanager', 'UntagResource'>) => ({
    'aws:TagKeys': input.TagKeys,
  })),

  ...notImplemented(
    'CancelRotateSecret',
    'RemoveRegionsFromReplication',
    'ReplicateSecretToRegions',
    'StopReplicationToReplica',
  ),
};
