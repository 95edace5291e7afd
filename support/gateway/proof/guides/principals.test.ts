import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, type Clients, deny, documentOf, to } from '../../testing/lab-under-test.ts';
import { accessKeyOf, assume, newRole } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import {
  Bucket,
  bucketPolicy,
  identity,
  OBJECTS,
  type PeopleWorld,
  prepare as preparePeople,
  read,
  steps,
  USER_ARN,
} from './people.ts';

/** Beside the people: a role of the owner and one of the partner, their sessions, and anonymous callers. The partner's user may read. */
interface PrincipalWorld extends PeopleWorld {
  readonly role: Clients;
  readonly foreignRole: Clients;
  readonly anonymous: Clients;
  readonly sessionToken: Clients;
  readonly federated: Clients;
}

const READ = allow('s3:GetObject');
const ROLE = `arn:aws:iam::${account}:role/reader`;
const FOREIGN_ROLE = `arn:aws:iam::${otherAccount}:role/reader`;
const OUTSIDER = `arn:aws:iam::${otherAccount}:user/outsider`;
const SESSION = `arn:aws:sts::${account}:assumed-role/reader/work`;

async function prepare(world: World): Promise<PrincipalWorld> {
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
const by = (who: Anyone) => (world: PrincipalWorld) => read('user')({ ...world, user: world[who] });
const open = (Principal: unknown, more: object = {}) =>
  bucketPolicy(allow('s3:GetObject', OBJECTS, { Principal, ...more }));
/** All may read, except that this statement denies it. */
const except = (principals: object, more: object = {}) =>
  bucketPolicy(
    allow('s3:GetObject', OBJECTS, { Principal: '*' }),
    deny('s3:GetObject', OBJECTS, { ...principals, ...more }),
  );

const removeUser = async (clients: Clients, UserName: string, PolicyName: string) => {
  const { AccessKeyMetadata = [] } = await clients.iam.send(new ListAccessKeysCommand({ UserName }));
  for (const { AccessKeyId } of AccessKeyMetadata)
    await clients.iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  await clients.iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
  await clients.iam.send(new DeleteUserCommand({ UserName }));
};
const again = async (world: PrincipalWorld) => {
  await removeUser(world.owner, 'user', 'p');
  await world.owner.iam.send(new CreateUserCommand({ UserName: 'user' }));
};
const anew = async ({ owner, lab }: PrincipalWorld) => {
  const { AccessKey } = await owner.iam.send(new CreateAccessKeyCommand({ UserName: 'user' }));
  return lab.as({
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
};

const PRINCIPALS: readonly Example<PrincipalWorld>[] = [
  {
    words: 'An account, by its id',
    arrange: open({ AWS: otherAccount }),
    asks: [
      ['a user with a policy', by('outsider'), 'granted'],
      ['a role with a policy', by('foreignRole'), 'granted'],
      ['its root user', by('partner'), 'granted'],
      ['a user of the owner', by('user'), 'denied'],
      ['anonymous', by('anonymous'), 'denied'],
    ],
  },
  {
    words: 'An account, by its ARN, stands for all of it and not for the root user',
    arrange: open({ AWS: `arn:aws:iam::${otherAccount}:root` }),
    asks: [['a user with a policy', by('outsider'), 'granted']],
  },
  {
    words: 'The own account gives users without policies nothing',
    arrange: open({ AWS: account }),
    asks: [
      ['a user', by('user'), 'denied'],
      ['a role', by('role'), 'denied'],
      ['the root user', by('owner'), 'granted'],
    ],
  },
  {
    words: 'Everybody',
    arrange: open('*'),
    asks: [
      ['anonymous', by('anonymous'), 'granted'],
      ['a user without a policy', by('user'), 'granted'],
      ['a role without a policy', by('role'), 'granted'],
      ['a session of the user', by('sessionToken'), 'granted'],
      ['a user of another account, with a policy', by('outsider'), 'granted'],
    ],
  },
  {
    words: 'Everybody, written as AWS: *',
    arrange: open({ AWS: '*' }),
    asks: [
      ['anonymous', by('anonymous'), 'granted'],
      ['a user', by('user'), 'granted'],
    ],
  },
  {
    words: 'Everybody of an account, by a condition',
    arrange: open('*', when('StringEquals', 'aws:PrincipalAccount', account)),
    asks: [
      ['a user', by('user'), 'granted'],
      ['anonymous', by('anonymous'), 'denied'],
      ['another account', by('outsider'), 'denied'],
    ],
  },
  {
    words: 'A user',
    arrange: open({ AWS: USER_ARN }),
    asks: [
      ['the user', by('user'), 'granted'],
      ['a session of the user', by('sessionToken'), 'granted'],
      ['a role', by('role'), 'denied'],
    ],
  },
  {
    words: 'A role',
    arrange: open({ AWS: ROLE }),
    asks: [
      ['a session of it', by('role'), 'granted'],
      ['the user who assumed it', by('user'), 'denied'],
    ],
  },
  {
    words: 'A session',
    arrange: open({ AWS: SESSION }),
    asks: [['the session', by('role'), 'granted']],
  },
  {
    words: 'Several principals',
    arrange: open({ AWS: [USER_ARN, OUTSIDER] }),
    asks: [
      ['one', by('user'), 'granted'],
      ['the other', by('outsider'), 'granted'],
      ['a third', by('role'), 'denied'],
    ],
  },
  {
    words: 'A service is nobody else',
    arrange: open({ Service: 'logging.s3.amazonaws.com' }),
    asks: [
      ['a user', by('user'), 'denied'],
      ['anonymous', by('anonymous'), 'denied'],
    ],
  },
  {
    words: 'A wildcard in a principal',
    arrange: async () => undefined,
    asks: [
      ['in the name', open({ AWS: `arn:aws:iam::${account}:user/*` }), '400 MalformedPolicy'],
      ['in the account', open({ AWS: 'arn:aws:iam::*:root' }), '400 MalformedPolicy'],
      ['in a session', open({ AWS: `arn:aws:sts::${account}:assumed-role/reader/*` }), '400 MalformedPolicy'],
      ['a group', open({ AWS: `arn:aws:iam::${account}:group/g` }), '400 MalformedPolicy'],
      [
        'a user that does not exist',
        open({ AWS: `arn:aws:iam::${account}:user/none` }),
        '400 MalformedPolicy',
      ],
      [
        'a user in another letter case',
        open({ AWS: `arn:aws:iam::${account}:user/USER` }),
        '400 MalformedPolicy',
      ],
    ],
  },
  {
    words: 'A user who was deleted and created again is another',
    arrange: steps(open({ AWS: USER_ARN }), again),
    asks: [
      ['the new user', async (world) => by('user')({ ...world, user: await anew(world) }), 'denied'],
      [
        'the root user, who reads the policy',
        ({ owner }) => owner.s3.send(new GetBucketPolicyCommand({ Bucket })),
        'granted',
      ],
    ],
  },
  {
    words: 'The ARN of a user in a condition counts again for a new user',
    arrange: steps(open('*', when('ArnEquals', 'aws:PrincipalArn', USER_ARN)), again),
    asks: [['the new user', async (world) => by('user')({ ...world, user: await anew(world) }), 'granted']],
  },
  {
    words: 'A role that was deleted and created again is another',
    arrange: steps(open({ AWS: ROLE }), async ({ owner }) => {
      await owner.iam.send(new DeleteRoleCommand({ RoleName: 'reader' }));
      await newRole(owner, 'reader', { AWS: account });
    }),
    asks: [
      [
        'a session of the new role',
        async (world) => by('role')({ ...world, role: world.lab.as(await assume(world.user, ROLE)) }),
        'denied',
      ],
    ],
  },
  {
    words: 'A type of principals',
    arrange: open('*', when('StringEquals', 'aws:PrincipalType', 'AssumedRole')),
    asks: [
      ['a session of a role', by('role'), 'granted'],
      ['a user', by('user'), 'denied'],
      ['a session of the user', by('sessionToken'), 'denied'],
    ],
  },
  {
    words: 'The unique id of a role and its sessions',
    arrange: async (world) => {
      const { Role } = await world.owner.iam.send(
        new CreateRoleCommand({
          RoleName: 'second',
          AssumeRolePolicyDocument: documentOf({
            Effect: 'Allow',
            Principal: { AWS: account },
            Action: 'sts:AssumeRole',
          }),
        }),
      );
      await open('*', when('StringLike', 'aws:userid', `${Role?.RoleId}:*`))(world);
    },
    asks: [
      [
        'a session of it',
        async (world) =>
          by('role')({
            ...world,
            role: world.lab.as(await assume(world.user, `arn:aws:iam::${account}:role/second`)),
          }),
        'granted',
      ],
      ['a session of another', by('role'), 'denied'],
    ],
  },
];

const NOT_PRINCIPALS: readonly Example<PrincipalWorld>[] = [
  {
    words: 'Everybody but a user, and the account of it',
    arrange: except({ NotPrincipal: { AWS: [USER_ARN, account] } }),
    asks: [
      ['the user', by('user'), 'granted'],
      ['the root user', by('owner'), 'granted'],
      ['a role', by('role'), 'denied'],
      ['another account', by('outsider'), 'denied'],
      ['anonymous', by('anonymous'), 'denied'],
    ],
  },
  {
    words: 'Everybody but the session of a role, the role, and the account of it',
    arrange: except({ NotPrincipal: { AWS: [SESSION, ROLE, account] } }),
    asks: [
      ['the session', by('role'), 'granted'],
      ['a user', by('user'), 'denied'],
    ],
  },
  {
    words: 'Everybody but a role, by the ARN of it in a condition',
    arrange: except({ Principal: '*' }, when('ArnNotEquals', 'aws:PrincipalArn', ROLE)),
    asks: [
      ['the role', by('role'), 'granted'],
      ['a user', by('user'), 'denied'],
      ['the root user', by('owner'), 'denied'],
      ['anonymous', by('anonymous'), 'denied'],
    ],
  },
  {
    words: 'A denial of a role binds its sessions',
    arrange: except({ Principal: { AWS: ROLE } }),
    asks: [
      ['the role', by('role'), 'denied'],
      ['a user', by('user'), 'granted'],
    ],
  },
  {
    words: 'A denial of an account binds all of it',
    arrange: except({ Principal: { AWS: otherAccount } }),
    asks: [
      ['a user', by('outsider'), 'denied'],
      ['a role', by('foreignRole'), 'denied'],
      ['its root user', by('partner'), 'denied'],
      ['anonymous', by('anonymous'), 'granted'],
    ],
  },
  {
    words: 'A denial of the own account binds its root user, who may still remove the policy',
    arrange: bucketPolicy(deny('s3:*', [OBJECTS, `arn:aws:s3:::${Bucket}`], to(account))),
    asks: [
      ['a read', by('owner'), 'denied'],
      [
        'a removal by the user',
        ({ user }) => user.s3.send(new DeleteBucketPolicyCommand({ Bucket })),
        'denied',
      ],
      [
        'a removal of the policy',
        ({ owner }) => owner.s3.send(new DeleteBucketPolicyCommand({ Bucket })),
        'granted',
      ],
      ['a read afterwards', by('owner'), 'granted'],
    ],
  },
];

const TRUSTED: readonly Example<PrincipalWorld>[] = [
  {
    words: 'A trust policy names no principal that does not exist, no group, and no part of a name',
    arrange: async () => undefined,
    asks: [
      [
        'a user that does not exist',
        trust({ AWS: `arn:aws:iam::${account}:user/none` }),
        '400 MalformedPolicyDocumentException',
      ],
      ['all users', trust({ AWS: `arn:aws:iam::${account}:user/*` }), '400 MalformedPolicyDocumentException'],
      ['a group', trust({ AWS: `arn:aws:iam::${account}:group/g` }), '400 MalformedPolicyDocumentException'],
      ['everybody', trust({ AWS: '*' }), 'granted'],
      ['a role of another account', trust({ AWS: FOREIGN_ROLE }), 'granted'],
      ['a session', trust({ AWS: SESSION }), 'granted'],
      ['a service', trust({ Service: 'ec2.amazonaws.com' }), 'granted'],
    ],
  },
];

function trust(Principal: object) {
  return ({ owner }: PrincipalWorld) =>
    owner.iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: 'reader',
        PolicyDocument: documentOf({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }),
      }),
    );
}

holdsAsGuided('IAM user guide, "AWS JSON policy elements: Principal"', prepare, PRINCIPALS);
holdsAsGuided('IAM user guide, "AWS JSON policy elements: NotPrincipal"', prepare, NOT_PRINCIPALS);
holdsAsGuided('IAM user guide, "AWS JSON policy elements: Principal", in trust policies', prepare, TRUSTED);
