import { dynamodbPermissions } from '../authorization/permissions/dynamodb.ts';
import { iamPermissions } from '../authorization/permissions/iam.ts';
import { kmsPermissions } from '../authorization/permissions/kms.ts';
import type { PermissionRule, PermissionTable } from '../authorization/permissions/rule.ts';
import { s3Permissions } from '../authorization/permissions/s3.ts';
import { secretsPermissions } from '../authorization/permissions/secretsmanager.ts';
import { stsPermissions } from '../authorization/permissions/sts.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Operation, Service } from '../aws/operations.ts';

const tables: { readonly [S in Service]: PermissionTable<S> } = {
  s3: s3Permissions,
  kms: kmsPermissions,
  iam: iamPermissions,
  sts: stsPermissions,
  secretsmanager: secretsPermissions,
  dynamodb: dynamodbPermissions,
};

/**
 * The permission rule of an operation. Throws NotImplemented for operations that keyhole does not map to permissions:
 * they are refused, never let pass.
 */
export function permissionRule<S extends Service>(
  service: S,
  operation: Operation<S>,
): PermissionRule<S, Operation<S>> {
  const rule = tables[service][operation];
  if (typeof rule !== 'function') {
    throw new AwsError('NotImplemented', 501, `keyhole does not implement ${service}:${operation}.`);
  }
  // The decoder gave operation and input together: the input handed to this rule is its own operation's.
  return rule as PermissionRule<S, Operation<S>>;
}
