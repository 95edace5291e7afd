import { type IdentityRow, telling } from './identity-read.ts';

/** Of a unique id and an ARN. The ARN has the path, which requests leave out and an update can change. */
function both(id: string | undefined, arn: string | undefined): string | undefined {
  return id === undefined || arn === undefined ? undefined : `${id} ${arn}`;
}

const absence = 'NoSuchEntity';

/** The user that a name stands for. */
export const userIdentity: IdentityRow = telling('iam', 'GetUser', {
  input: (UserName) => ({ UserName }),
  identity: ({ User }) => both(User?.UserId, User?.Arn),
  absence,
});

/** The role that a name stands for. */
export const roleIdentity: IdentityRow = telling('iam', 'GetRole', {
  input: (RoleName) => ({ RoleName }),
  identity: ({ Role }) => both(Role?.RoleId, Role?.Arn),
  absence,
});

/** The group that a name stands for. */
export const groupIdentity: IdentityRow = telling('iam', 'GetGroup', {
  input: (GroupName) => ({ GroupName }),
  identity: ({ Group }) => both(Group?.GroupId, Group?.Arn),
  absence,
});

/** The instance profile that a name stands for. */
export const instanceProfileIdentity: IdentityRow = telling('iam', 'GetInstanceProfile', {
  input: (InstanceProfileName) => ({ InstanceProfileName }),
  identity: ({ InstanceProfile }) => both(InstanceProfile?.InstanceProfileId, InstanceProfile?.Arn),
  absence,
});
