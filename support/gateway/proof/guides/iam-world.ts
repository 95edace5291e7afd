import { CreateGroupCommand, CreateUserCommand, GetUserCommand, TagRoleCommand } from '@aws-sdk/client-iam';
import { account } from '../../../aws/testing/accounts.ts';
import { allow } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';
import type { World } from './guide-examples.ts';
import { managed, type PeopleWorld, prepare as preparePeople, tagsOf } from './people.ts';

/** Beside the people: users `other` and `mgr` (a tagged manager), roles, a group, and managed policies. */
export async function prepare(world: World): Promise<PeopleWorld> {
  const people = await preparePeople(world);
  const { owner } = people;
  await owner.iam.send(new CreateUserCommand({ UserName: 'other', Path: '/Department/Development/' }));
  await owner.iam.send(new CreateUserCommand({ UserName: 'mgr', Tags: tagsOf({ JobFunction: 'Manager' }) }));
  await owner.iam.send(new CreateGroupCommand({ GroupName: 'AllUsers' }));
  await newRole(owner, 'plain', { AWS: account });
  await newRole(owner, 'tagged', { AWS: account });
  await owner.iam.send(
    new TagRoleCommand({ RoleName: 'tagged', Tags: tagsOf({ Project: 'ExampleCorpABC' }) }),
  );
  for (const name of ['policy-name-1', 'policy-name-3']) await managed(people, name, allow('s3:*'));
  return people;
}
/** Tags, by key. */
export type Tags = Readonly<Record<string, string>>;
/** Reads a user as the user. */
export const getUser =
  (UserName?: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new GetUserCommand(UserName === undefined ? {} : { UserName }));
/** Assumes a role of the account as the user. */
export const assumeRole =
  (name: string) =>
  ({ user }: PeopleWorld) =>
    assume(user, `arn:aws:iam::${account}:role/${name}`);
/** Creates a user as the user. */
export const createUser =
  (UserName: string, tags?: Tags) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new CreateUserCommand({ UserName, ...(tags && { Tags: tagsOf(tags) }) }));
