import { wholeIamList } from '../../../../aws/iam-pages.ts';
import type { Operation } from '../../../../aws/operations.ts';
import { namesIn, type Remember } from '../endpoint-service.ts';
import { gone, orNone } from '../or-none.ts';

/** The documents that a write to IAM replaces whole, each with the way to restore it. */
export function undoableIamWrite(
  operation: Operation,
): readonly [what: string, remember: Remember] | undefined {
  switch (operation) {
    case 'PutRolePolicy':
    case 'DeleteRolePolicy':
      return ['role policy', rolePolicy];
    case 'PutUserPolicy':
    case 'DeleteUserPolicy':
      return ['user policy', userPolicy];
    case 'AttachRolePolicy':
    case 'DetachRolePolicy':
      return ['attached role policy', attachedRolePolicy];
    case 'PutRolePermissionsBoundary':
    case 'DeleteRolePermissionsBoundary':
      return ['boundary of a role', roleBoundary];
    case 'PutUserPermissionsBoundary':
    case 'DeleteUserPermissionsBoundary':
      return ['boundary of a user', userBoundary];
    default:
      return undefined;
  }
}

const rolePolicy: Remember = async (ask, input) => {
  const policy = namesIn(input, 'RoleName', 'PolicyName');
  const { PolicyDocument } = await orNone(ask('iam', 'GetRolePolicy', policy));
  return () =>
    PolicyDocument === undefined
      ? gone(ask('iam', 'DeleteRolePolicy', policy))
      : ask('iam', 'PutRolePolicy', { ...policy, PolicyDocument: decodeURIComponent(PolicyDocument) });
};

const userPolicy: Remember = async (ask, input) => {
  const policy = namesIn(input, 'UserName', 'PolicyName');
  const { PolicyDocument } = await orNone(ask('iam', 'GetUserPolicy', policy));
  return () =>
    PolicyDocument === undefined
      ? gone(ask('iam', 'DeleteUserPolicy', policy))
      : ask('iam', 'PutUserPolicy', { ...policy, PolicyDocument: decodeURIComponent(PolicyDocument) });
};

const attachedRolePolicy: Remember = async (ask, input) => {
  const { RoleName, PolicyArn } = namesIn(input, 'RoleName', 'PolicyArn');
  const attached = await wholeIamList(
    (Marker) => ask('iam', 'ListAttachedRolePolicies', { RoleName, Marker }),
    (page) => page.AttachedPolicies,
  );
  return attached.some((policy) => policy.PolicyArn === PolicyArn)
    ? () => ask('iam', 'AttachRolePolicy', { RoleName, PolicyArn })
    : () => gone(ask('iam', 'DetachRolePolicy', { RoleName, PolicyArn }));
};

const roleBoundary: Remember = async (ask, input) => {
  const { RoleName } = namesIn(input, 'RoleName');
  const { Role } = await ask('iam', 'GetRole', { RoleName });
  const PermissionsBoundary = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
  return () =>
    PermissionsBoundary === undefined
      ? gone(ask('iam', 'DeleteRolePermissionsBoundary', { RoleName }))
      : ask('iam', 'PutRolePermissionsBoundary', { RoleName, PermissionsBoundary });
};

const userBoundary: Remember = async (ask, input) => {
  const { UserName } = namesIn(input, 'UserName');
  const { User } = await ask('iam', 'GetUser', { UserName });
  const PermissionsBoundary = User?.PermissionsBoundary?.PermissionsBoundaryArn;
  return () =>
    PermissionsBoundary === undefined
      ? gone(ask('iam', 'DeleteUserPermissionsBoundary', { UserName }))
      : ask('iam', 'PutUserPermissionsBoundary', { UserName, PermissionsBoundary });
};
