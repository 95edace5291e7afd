import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserPermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetFederationTokenCommand } from '@aws-sdk/client-sts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, deny, documentOf, to } from '../../testing/lab-under-test.ts';
import { accessKeyOf, assume, newRole } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import {
  boundedRole,
  boundedUser,
  bucketPolicy,
  identity,
  managed,
  OBJECTS,
  type PeopleWorld,
  prepare as preparePeople,
  read,
  type rolePolicy,
  steps,
  USER_ARN,
} from './people.ts';

/** Beside the people: managed policies for boundaries, and a user and a role with one. */
async function prepare(world: World): Promise<PeopleWorld> {
  const people = await preparePeople(world);
  const { owner } = people;
  const PermissionsBoundary = await managed(people, 'XCompanyBoundaries', allow('s3:*'));
  await managed(people, 'Wide', allow('*'));
  await owner.iam.send(new CreateUserCommand({ UserName: 'bounded', PermissionsBoundary }));
  await owner.iam.send(new CreateUserCommand({ UserName: 'free' }));
  return people;
}

const X = `arn:aws:iam::${account}:policy/XCompanyBoundaries`;
const WIDE = `arn:aws:iam::${account}:policy/Wide`;
const ROLE = `arn:aws:iam::${account}:role/reader`;
const SESSION = `arn:aws:sts::${account}:assumed-role/reader/work`;
const READ = allow('s3:GetObject');
const role =
  (...statements: Parameters<typeof rolePolicy>[1][]) =>
  async (world: PeopleWorld) => {
    await newRole(world.owner, 'reader', { AWS: account }, ...statements);
    await identity(allow(['sts:AssumeRole', 'sts:GetFederationToken']))(world);
  };
const asRole =
  (more: object = {}) =>
  async (world: PeopleWorld) => {
    const key = await assume(world.user, ROLE, { RoleSessionName: 'work', ...more });
    return read()({ ...world, user: world.lab.as(key) });
  };
const federated =
  (more: object = {}, then: (world: PeopleWorld) => Promise<unknown> = read()) =>
  async (world: PeopleWorld) => {
    const { Credentials } = await world.user.sts.send(
      new GetFederationTokenCommand({ Name: 'fed', ...more }),
    );
    return then({ ...world, user: world.lab.as(accessKeyOf(Credentials)) });
  };
const POLICY = documentOf(READ);
const OTHER = documentOf(allow('s3:ListBucket'));
const EVERYBODY = { Principal: { AWS: '*' } };

const EVALUATED: readonly Example<PeopleWorld>[] = [
  {
    words: 'What the boundary and the policy both allow',
    arrange: steps(
      boundedUser(allow(['s3:*', 'cloudwatch:*', 'ec2:*'])),
      identity(allow(['s3:GetObject', 'iam:CreateUser'])),
    ),
    asks: [
      ['what both allow', read(), 'granted'],
      [
        'what the policy allows alone',
        ({ user }) => user.iam.send(new CreateUserCommand({ UserName: 'n' })),
        'denied',
      ],
      ['what the boundary allows alone', ({ user }) => user.s3.send(new ListBucketsCommand({})), 'denied'],
    ],
  },
  {
    words: 'A bucket policy that names a user is not limited by the boundary of the user',
    arrange: steps(boundedUser(allow('iam:*')), bucketPolicy(allow('s3:GetObject', OBJECTS, to(USER_ARN)))),
    asks: [['a read', read(), 'granted']],
  },
  {
    words: 'A bucket policy that names the account delegates to the policies of the user',
    arrange: steps(boundedUser(allow('iam:*')), bucketPolicy(allow('s3:GetObject', OBJECTS, to(account)))),
    asks: [['a read', read(), 'denied']],
  },
  {
    words: 'An explicit denial of the boundary counts against a bucket policy that names the user',
    arrange: steps(
      boundedUser(allow('iam:*'), deny('s3:GetObject')),
      bucketPolicy(allow('s3:GetObject', OBJECTS, to(USER_ARN))),
    ),
    asks: [['a read', read(), 'denied']],
  },
  {
    words: 'A bucket policy that names a role is limited by the session policy',
    arrange: steps(role(), bucketPolicy(allow('s3:GetObject', OBJECTS, to(ROLE)))),
    asks: [
      ['without a session policy', asRole(), 'granted'],
      ['with one that allows it', asRole({ Policy: POLICY }), 'granted'],
      ['with one that does not', asRole({ Policy: OTHER }), 'denied'],
    ],
  },
  {
    words: 'A bucket policy that names a session is not limited by the session policy',
    arrange: steps(role(), bucketPolicy(allow('s3:GetObject', OBJECTS, to(SESSION)))),
    asks: [
      ['with one that does not allow it', asRole({ Policy: OTHER }), 'granted'],
      ['with one that denies it', asRole({ Policy: documentOf(deny('s3:GetObject')) }), 'denied'],
      ['another session', asRole({ RoleSessionName: 'other' }), 'denied'],
    ],
  },
  {
    words: 'A bucket policy for everybody with the ARN of a role in its condition is not limited either',
    arrange: steps(
      role(),
      boundedRole('reader', allow('kms:*')),
      bucketPolicy(
        allow('s3:GetObject', OBJECTS, { ...EVERYBODY, ...when('ArnEquals', 'aws:PrincipalArn', ROLE) }),
      ),
    ),
    asks: [
      ['the role', asRole(), 'granted'],
      ['the role, with a session policy that does not allow it', asRole({ Policy: OTHER }), 'granted'],
      ['the user', read(), 'denied'],
    ],
  },
  {
    words: 'A federated user has what the user and the session policy both allow',
    arrange: identity(allow(['s3:GetObject', 'sts:GetFederationToken'])),
    asks: [
      ['with a session policy that allows it', federated({ Policy: POLICY }), 'granted'],
      ['with another', federated({ Policy: OTHER }), 'denied'],
      ['without one', federated(), 'denied'],
      [
        'with an AWS managed policy',
        federated({ PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' }] }),
        'granted',
      ],
    ],
  },
  {
    words: 'A session policy gives a federated user nothing that the user has not',
    arrange: identity(allow('sts:GetFederationToken')),
    asks: [['a read', federated({ Policy: POLICY }), 'denied']],
  },
  {
    words: 'A bucket policy that names the federated user',
    arrange: steps(
      identity(allow('sts:GetFederationToken')),
      bucketPolicy(allow('s3:GetObject', OBJECTS, to(`arn:aws:sts::${account}:federated-user/fed`))),
    ),
    asks: [
      ['without a session policy', federated(), 'granted'],
      ['with another session policy', federated({ Policy: OTHER }), 'granted'],
      ['the user itself', read(), 'denied'],
    ],
  },
  {
    words: 'A bucket policy that names the user who federated is limited by the session policy',
    arrange: steps(
      identity(allow('sts:GetFederationToken')),
      bucketPolicy(allow('s3:GetObject', OBJECTS, to(USER_ARN))),
    ),
    asks: [
      ['with one that allows it', federated({ Policy: POLICY }), 'granted'],
      ['with one that does not', federated({ Policy: OTHER }), 'denied'],
      ['the user itself', read(), 'granted'],
    ],
  },
  {
    words: 'Another account is always limited by the boundary',
    arrange: steps(
      bucketPolicy(allow('s3:GetObject', OBJECTS, to(`arn:aws:iam::${otherAccount}:user/outsider`))),
      ({ partner }: PeopleWorld) =>
        partner.iam.send(
          new PutUserPolicyCommand({
            UserName: 'outsider',
            PolicyName: 'p',
            PolicyDocument: documentOf(READ),
          }),
        ),
      async (world: PeopleWorld) => {
        const PermissionsBoundary = await managed({ ...world, owner: world.partner }, 'b', allow('iam:*'));
        await world.partner.iam.send(
          new PutUserPermissionsBoundaryCommand({ UserName: 'outsider', PermissionsBoundary }),
        );
      },
    ),
    asks: [['a read', read('outsider'), 'denied']],
  },
];

const create =
  (UserName: string, PermissionsBoundary?: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new CreateUserCommand({ UserName, PermissionsBoundary }));
const putPolicy =
  (UserName: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: POLICY }));
const attach =
  (UserName: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(
      new AttachUserPolicyCommand({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
    );
const bound =
  (UserName: string, PermissionsBoundary: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
const createRole =
  (PermissionsBoundary?: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(
      new CreateRoleCommand({
        RoleName: 'r',
        PermissionsBoundary,
        AssumeRolePolicyDocument: documentOf({
          Effect: 'Allow',
          Principal: { AWS: account },
          Action: 'sts:AssumeRole',
        }),
      }),
    );

const DELEGATED: readonly Example<PeopleWorld>[] = [
  {
    words: 'An administrator who makes only bounded users',
    arrange: identity(
      allow(
        [
          'iam:AttachUserPolicy',
          'iam:CreateUser',
          'iam:DeleteUserPolicy',
          'iam:DetachUserPolicy',
          'iam:PutUserPermissionsBoundary',
          'iam:PutUserPolicy',
        ],
        '*',
        when('StringEquals', 'iam:PermissionsBoundary', X),
      ),
      deny(['iam:CreatePolicyVersion', 'iam:DeletePolicy'], X),
      deny('iam:DeleteUserPermissionsBoundary'),
    ),
    asks: [
      ['a user with the boundary', create('a', X), 'granted'],
      ['a user without a boundary', create('b'), 'denied'],
      ['a user with another', create('c', WIDE), 'denied'],
      ['a policy of a bounded user', putPolicy('bounded'), 'granted'],
      ['a policy of another user', putPolicy('free'), 'denied'],
      ['a managed policy of a bounded user', attach('bounded'), 'granted'],
      ['a managed policy of another user', attach('free'), 'denied'],
      ['the boundary for another user', bound('free', X), 'granted'],
      ['another boundary for a bounded user', bound('bounded', WIDE), 'denied'],
      [
        'no boundary',
        ({ user }) => user.iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'bounded' })),
        'denied',
      ],
      [
        'a version of the boundary',
        ({ user }) => user.iam.send(new CreatePolicyVersionCommand({ PolicyArn: X, PolicyDocument: POLICY })),
        'denied',
      ],
    ],
  },
  {
    words: 'Roles with a boundary, and policies of them',
    arrange: identity(
      allow(
        ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'],
        '*',
        when('ArnLike', 'iam:PermissionsBoundary', 'arn:aws:iam::*:policy/XCompany*'),
      ),
    ),
    asks: [
      ['a role without one', createRole(), 'denied'],
      ['a role with another', createRole(WIDE), 'denied'],
      ['a role with it', createRole(X), 'granted'],
      [
        'a policy of it',
        ({ user }) =>
          user.iam.send(new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument: POLICY })),
        'granted',
      ],
      [
        'a managed policy of it',
        ({ user }) => user.iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn: WIDE })),
        'granted',
      ],
    ],
  },
];

holdsAsGuided('IAM user guide, "Policy evaluation logic"', prepare, EVALUATED);
holdsAsGuided('IAM user guide, "Permissions boundaries for IAM entities"', prepare, DELEGATED);
