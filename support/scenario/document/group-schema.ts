import * as z from 'zod';
import { suggest } from '../look-up.ts';
import { name } from './document-names.ts';
import { policyMembers } from './identity-schema.ts';
import { iamName, iamPath } from './real-names.ts';

const group = z.strictObject({
  account: name,
  /** The group's name in IAM, if it is not the name in scenario.yaml. */
  groupName: iamName.optional(),
  path: iamPath.default('/'),
  /** The users of the group, by name. */
  members: z.array(name).default([]),
  ...policyMembers,
});

/** Groups of users by name. */
export const groups = z
  .record(name, group)
  .default({})
  .transform((given) =>
    Object.fromEntries(
      Object.entries(given).map(([key, { groupName = key, ...rest }]) => [key, { ...rest, groupName }]),
    ),
  );

interface Grouped {
  readonly groups: z.output<typeof groups>;
  readonly users: Readonly<Record<string, { readonly account: string }>>;
  readonly roles: object;
}

/** The faults of the members of groups, with the places that are wrong. */
export function wrongMembers({ groups: all, users, roles }: Grouped) {
  return Object.entries(all).flatMap(([groupName, { account, members }]) =>
    members.flatMap((member, index) => {
      const path = ['groups', groupName, 'members', index];
      const user = Object.hasOwn(users, member) ? users[member] : undefined;
      if (user === undefined) {
        const is = Object.hasOwn(roles, member)
          ? 'is a role, and IAM takes only users'
          : `is no user of this scenario; ${suggest(member, Object.keys(users))}`;
        return [{ path, message: `"${member}" ${is}` }];
      }
      if (user.account === account) return [];
      const message = `"${member}" is of the account ${user.account}, and a group has users of its own account only`;
      return [{ path, message }];
    }),
  );
}
