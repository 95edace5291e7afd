import type { AttachedPermissionsBoundary, PermissionsBoundaryAttachmentType } from '@aws-sdk/client-iam';
import type { OperationTable } from '../shared/operation-table.ts';
import { required } from './iam-constraints.ts';
import { attachablePolicy, callersAccount, type IamContext, roleNamed, userNamed } from './iam-lookup.ts';
import type { IamState, RoleEntity, UserEntity } from './iam-state.ts';

/** Bounds a user or role with a managed policy, or with none. Throws NoSuchEntity, InvalidInput. */
export function setBoundary(
  context: IamContext,
  entity: UserEntity | RoleEntity,
  policyArn: string | undefined,
): void {
  const { boundaries } = callersAccount(context);
  const arn =
    policyArn === undefined ? undefined : attachablePolicy(context, 'permissionsBoundary', policyArn).arn;
  if (entity.permissionsBoundary !== undefined) boundaries.get(entity.permissionsBoundary)?.delete(entity);
  entity.permissionsBoundary = arn;
  if (arn !== undefined) boundaries.set(arn, (boundaries.get(arn) ?? new Set()).add(entity));
}

/**
 * The only type of a boundary. AWS's answers and examples have it, although it is not in the model's
 * enumeration.
 */
const BOUNDARY_TYPE: string = 'Policy';

/** The member `PermissionsBoundary` of a described user or role. */
export function boundaryMember(entity: UserEntity | RoleEntity): {
  PermissionsBoundary?: AttachedPermissionsBoundary;
} {
  const { permissionsBoundary } = entity;
  if (permissionsBoundary === undefined) return {};
  return {
    PermissionsBoundary: {
      PermissionsBoundaryType: BOUNDARY_TYPE as PermissionsBoundaryAttachmentType,
      PermissionsBoundaryArn: permissionsBoundary,
    },
  };
}

/** Permissions boundaries of users and roles. Source: IAM API reference. */
export const boundaryOperations = {
  PutUserPermissionsBoundary(input, context) {
    const arn = required('permissionsBoundary', input.PermissionsBoundary);
    setBoundary(context, userNamed(context, input.UserName), arn);
    return {};
  },

  PutRolePermissionsBoundary(input, context) {
    const arn = required('permissionsBoundary', input.PermissionsBoundary);
    setBoundary(context, roleNamed(context, input.RoleName), arn);
    return {};
  },

  DeleteUserPermissionsBoundary(input, context) {
    setBoundary(context, userNamed(context, input.UserName), undefined);
    return {};
  },

  DeleteRolePermissionsBoundary(input, context) {
    setBoundary(context, roleNamed(context, input.RoleName), undefined);
    return {};
  },
} satisfies OperationTable<'iam', IamState>;
