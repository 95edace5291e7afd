import { orMissing, type ReadIam } from './credentials-given.ts';
import type { LookUpEntity } from './principal-bindings.ts';

/** Looks up users and roles in an IAM. */
export function lookUpEntityIn(read: ReadIam): LookUpEntity {
  return async ({ account, kind, name }) => {
    if (kind === 'user') {
      const { User } = (await orMissing(read('GetUser', { UserName: name }, account))) ?? {};
      return User && { arn: User.Arn ?? '', id: User.UserId ?? '' };
    }
    const { Role } = (await orMissing(read('GetRole', { RoleName: name }, account))) ?? {};
    return Role && { arn: Role.Arn ?? '', id: Role.RoleId ?? '' };
  };
}
