import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, type Clients, documentOf } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { Bucket, bucketPolicy, OBJECTS, steps, USER_ARN } from './people.ts';
import { by, type PrincipalWorld, prepare, ROLE, SESSION } from './principal-world.ts';

const OUTSIDER = `arn:aws:iam::${otherAccount}:user/outsider`;
const open = (Principal: unknown, more: object = {}) =>
  bucketPolicy(allow('s3:GetObject', OBJECTS, { Principal, ...more }));

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

holdsAsGuided('IAM user guide, "AWS JSON policy elements: Principal"', prepare, PRINCIPALS);
