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
