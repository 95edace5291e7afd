import type { Store } from '../../../stores/store.ts';
import { iamReader, unlessAbsent } from './iam-reader.ts';

/** A user or role as IAM describes it. */
export interface IamEntity {
  /** With its path, which a name alone does not tell. */
  readonly Arn?: string | undefined;
  readonly CreateDate?: Date | undefined;
  /** The unique id of a user, and of a role. */
  readonly UserId?: string | undefined;
  readonly RoleId?: string | undefined;
}

/** The form of a user's or role's name. Source: IAM user guide, "IAM name requirements". */
const NAME = /^[\w+=,.@-]{1,64}$/;

/**
 * The user or role that `user/path/name` or `role/path/name` means in an account; undefined if there is none.
 * Throws ServiceUnavailable if the store does not tell.
 */
export async function iamEntity(
  store: Store,
  account: string,
  resource: string,
): Promise<IamEntity | undefined> {
  const name = resource.split('/').at(-1) ?? '';
  if (!NAME.test(name)) return undefined;
  const read = iamReader(store, account);
  if (resource.startsWith('user/')) return (await unlessAbsent(read('GetUser', { UserName: name })))?.User;
  if (resource.startsWith('role/')) return (await unlessAbsent(read('GetRole', { RoleName: name })))?.Role;
  return undefined;
}
