import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetFederationTokenCommand,
} from '@aws-sdk/client-sts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, type Clients, documentOf } from '../../testing/lab-under-test.ts';
import { accessKeyOf } from '../../testing/roles.ts';
import type { World } from './guide-examples.ts';
import { identity, type PeopleWorld, prepare as preparePeople, rolePolicy, steps } from './people.ts';

/** Users of both accounts who may do everything in STS. */
export async function prepare(world: World): Promise<PeopleWorld> {
  const people = await preparePeople(world);
  await identity(allow('sts:*'))(people);
  return { ...people, outsider: await world.lab.user(otherAccount, 'Saanvi', allow('sts:*')) };
}
/** The ARN of a role of the owner. */
export const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
/** The actions that a session of a role may take. */
export const ALL = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
/** Creates a role that a principal may assume. */
export const role =
  (RoleName: string, principal: object, more: object = {}, actions: string | string[] = ALL) =>
  ({ owner }: World) =>
    owner.iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: documentOf({
          Effect: 'Allow',
          Principal: principal,
          Action: actions,
          ...more,
        }),
      }),
    );
/** The options of a session. */
export type Asked = Partial<AssumeRoleCommandInput>;
/** The credentials of a session of the role `one`. */
export const session = async (clients: Clients, more: Asked = {}) =>
  (await clients.sts.send(new AssumeRoleCommand({ RoleArn: arn('one'), RoleSessionName: 'work', ...more })))
    .Credentials;
/** Assumes the role `one`. */
export const assume =
  (more: Asked = {}, who: 'user' | 'outsider' | 'owner' = 'user') =>
  (world: PeopleWorld) =>
    session(world[who], more);
/** Assumes `one` with some options, and then `two` with others. */
export const chain =
  (first: Asked = {}, second: Asked = {}) =>
  async (world: PeopleWorld) =>
    session(world.lab.as(accessKeyOf(await session(world.user, first))), { RoleArn: arn('two'), ...second });
/** The owner’s account, as a principal. */
export const OWN = { AWS: account };
/** Creates two roles, the first of which may assume the second. */
export const two = steps(role('one', OWN), role('two', OWN), rolePolicy('one', allow(ALL)));
/** The use of a session. */
export type Then = (world: PeopleWorld) => Promise<unknown>;
/** Asks as the holder of credentials. */
export const as = (world: PeopleWorld, credentials: Parameters<typeof accessKeyOf>[0], then: Then) =>
  then({ ...world, user: world.lab.as(accessKeyOf(credentials)) });
/** Asks as a federated user. */
export async function fed(world: PeopleWorld, then: Then): Promise<unknown> {
  const asked = { Name: 'fed', Policy: documentOf(allow('*')) };
  return as(world, (await world.user.sts.send(new GetFederationTokenCommand(asked))).Credentials, then);
}
