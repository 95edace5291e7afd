import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { DeletePublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, type Clients, documentOf } from '../../testing/lab-under-test.ts';
import { accessKeyOf, assume, newRole } from '../../testing/roles.ts';
import type { World } from './guide-examples.ts';
import { Bucket, identity, type PeopleWorld, prepare as preparePeople, read } from './people.ts';

/** Beside the people: a role of the owner and one of the partner, their sessions, and anonymous callers. The partner's user may read. */
export interface PrincipalWorld extends PeopleWorld {
  readonly role: Clients;
  readonly foreignRole: Clients;
  readonly anonymous: Clients;
  readonly sessionToken: Clients;
  readonly federated: Clients;
}
const READ = allow('s3:GetObject');
/** The ARN of the owner’s role. */
export const ROLE = `arn:aws:iam::${account}:role/reader`;
/** The ARN of the partner’s role. */
export const FOREIGN_ROLE = `arn:aws:iam::${otherAccount}:role/reader`;
/** The ARN of the session of the owner’s role. */
export const SESSION = `arn:aws:sts::${account}:assumed-role/reader/work`;
/** Prepares a caller of each type. */
export async function prepare(world: World): Promise<PrincipalWorld> {
  const people = await preparePeople(world);
  const { owner, partner, lab, user, outsider } = people;
  await owner.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await newRole(owner, 'reader', { AWS: account });
  await newRole(partner, 'reader', { AWS: otherAccount }, READ);
  const sts = allow('sts:*');
  await identity(sts)(people);
  await partner.iam.send(
    new PutUserPolicyCommand({
      UserName: 'outsider',
      PolicyName: 'p',
      PolicyDocument: documentOf(sts, READ),
    }),
  );
  const more = { RoleSessionName: 'work' };
  const role = lab.as(await assume(user, ROLE, more));
  const foreignRole = lab.as(await assume(outsider, FOREIGN_ROLE, more));
  const token = await user.sts.send(new GetSessionTokenCommand({}));
  const federation = await user.sts.send(
    new GetFederationTokenCommand({ Name: 'fed', Policy: documentOf(READ) }),
  );
  return {
    ...people,
    role,
    foreignRole,
    anonymous: lab.as('anonymous'),
    sessionToken: lab.as(accessKeyOf(token.Credentials)),
    federated: lab.as(accessKeyOf(federation.Credentials)),
  };
}
type Anyone =
  | 'user'
  | 'outsider'
  | 'owner'
  | 'partner'
  | 'role'
  | 'foreignRole'
  | 'anonymous'
  | 'sessionToken'
  | 'federated';
/** Reads the object as a caller. */
export const by = (who: Anyone) => (world: PrincipalWorld) => read('user')({ ...world, user: world[who] });
