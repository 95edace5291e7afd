import { GetUserCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { account } from '../../../aws/testing/accounts.ts';
import { newObject } from '../../testing/buckets.ts';
import { allow, type Clients, deny, documentOf } from '../../testing/lab-under-test.ts';
import { accessKeyOf, assume, newRole } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import {
  BUCKET,
  Bucket,
  bucketPolicy,
  identity,
  OBJECTS,
  type PeopleWorld,
  prepare as preparePeople,
  rolePolicy,
  steps,
  taggedUser,
  tagsOf,
} from './people.ts';

/** Callers of each type; the bucket has an object for each name that a variable may give. */
interface CallerWorld extends PeopleWorld {
  readonly role: Clients;
  readonly token: Clients;
  readonly federated: Clients;
  readonly federatedWithTag: Clients;
  readonly roleId: string;
}

async function prepare(world: World): Promise<CallerWorld> {
  const people = await preparePeople(world);
  const { owner, user, lab } = people;
  await taggedUser({ team: 'Blue' })(people);
  const role = await newRole(owner, 'reader', { AWS: account });
  await identity(allow('sts:*'), allow('s3:*'))(people);
  await rolePolicy('reader', allow('s3:*'))(people);
  for (const Key of [
    'user/a',
    'work/a',
    'Blue/a',
    'Red/a',
    `${account}/a`,
    `${account}:fed/a`,
    'none/a',
    '${aws:username}/a',
    `${role?.RoleId}:work/a`,
  ])
    await newObject(owner, { Bucket, Key });
  const session = await assume(user, `arn:aws:iam::${account}:role/reader`, { RoleSessionName: 'work' });
  const Policy = documentOf(allow('*'));
  const federation = await user.sts.send(new GetFederationTokenCommand({ Name: 'fed', Policy }));
  const tagged = await user.sts.send(
    new GetFederationTokenCommand({ Name: 'fed', Policy, Tags: tagsOf({ team: 'Red' }) }),
  );
  return {
    ...people,
    role: lab.as(session),
    token: lab.as(accessKeyOf((await user.sts.send(new GetSessionTokenCommand({}))).Credentials)),
    federated: lab.as(accessKeyOf(federation.Credentials)),
    federatedWithTag: lab.as(accessKeyOf(tagged.Credentials)),
    roleId: role?.RoleId ?? '',
  };
}

type Anyone = 'user' | 'role' | 'token' | 'federated' | 'federatedWithTag' | 'owner';
const read = (who: Anyone, Key: string) => (world: CallerWorld) =>
  world[who].s3.send(new GetObjectCommand({ Bucket, Key }));
/** Lets all principals of the account read the objects that a variable names, and nothing else. */
const onlyOf = (variable: string) =>
  steps<CallerWorld>(
    identity(allow('sts:*')),
    rolePolicy('reader', allow('sts:*')),
    bucketPolicy(
      allow('s3:GetObject', `${BUCKET}/${variable}/*`, {
        Principal: '*',
        ...when('StringEquals', 'aws:PrincipalAccount', account),
      }),
    ),
  );
/** Denies all principals whose key has not this value. */
const unless = (operator: string, key: string, value: unknown) =>
  bucketPolicy(deny('s3:GetObject', OBJECTS, { Principal: '*', ...when(operator, key, value) }));

const VARIABLES: readonly Example<CallerWorld>[] = [
  {
    words: 'aws:username is of users, and of their sessions',
    arrange: onlyOf('${aws:username}'),
    asks: [
      ['a user', read('user', 'user/a'), 'granted'],
      ['a session of the user', read('token', 'user/a'), 'granted'],
      ['a session of a role', read('role', 'work/a'), 'denied'],
      ['a federated user', read('federated', 'user/a'), 'denied'],
      ['a session of a role, by the name of the variable', read('role', '${aws:username}/a'), 'denied'],
    ],
  },
  {
    words: 'aws:userid is of everybody',
    arrange: onlyOf('${aws:userid}'),
    asks: [
      ['the root user', read('owner', `${account}/a`), 'granted'],
      ['a federated user', read('federated', `${account}:fed/a`), 'granted'],
      ['a session of a role', (world) => read('role', `${world.roleId}:work/a`)(world), 'granted'],
      ['a user, whose id is no name', read('user', 'user/a'), 'denied'],
    ],
  },
  {
    words: 'Tags of callers',
    arrange: onlyOf('${aws:PrincipalTag/team}'),
    asks: [
      ['a user', read('user', 'Blue/a'), 'granted'],
      ['a session of the user', read('token', 'Blue/a'), 'granted'],
      ['a federated user has those of the user', read('federated', 'Blue/a'), 'granted'],
      ['a federated user with an own tag', read('federatedWithTag', 'Red/a'), 'granted'],
      [
        'a federated user with an own tag, in place of the user’s',
        read('federatedWithTag', 'Blue/a'),
        'denied',
      ],
      ['a session of a role', read('role', 'Blue/a'), 'denied'],
    ],
  },
  {
    words: 'aws:PrincipalType',
    arrange: unless('StringNotEquals', 'aws:PrincipalType', ['Account', 'FederatedUser']),
    asks: [
      ['the root user', read('owner', 'user/a'), 'granted'],
      ['a federated user', read('federated', 'user/a'), 'granted'],
      ['a user', read('user', 'user/a'), 'denied'],
      ['a session of a role', read('role', 'user/a'), 'denied'],
    ],
  },
  {
    words: 'aws:PrincipalArn',
    arrange: unless('ArnNotEquals', 'aws:PrincipalArn', [
      `arn:aws:iam::${account}:root`,
      `arn:aws:sts::${account}:federated-user/fed`,
      `arn:aws:iam::${account}:role/reader`,
    ]),
    asks: [
      ['the root user', read('owner', 'user/a'), 'granted'],
      ['a federated user', read('federated', 'user/a'), 'granted'],
      ['a session of a role', read('role', 'user/a'), 'granted'],
      ['a user', read('user', 'user/a'), 'denied'],
    ],
  },
  {
    words: 'aws:PrincipalArn of a session is the role’s',
    arrange: unless('ArnNotLike', 'aws:PrincipalArn', `arn:aws:sts::${account}:assumed-role/reader/*`),
    asks: [['a session of a role', read('role', 'user/a'), 'denied']],
  },
  {
    words: 'aws:TokenIssueTime is of sessions alone',
    arrange: unless('Null', 'aws:TokenIssueTime', 'true'),
    asks: [
      ['a user', read('user', 'user/a'), 'denied'],
      ['the root user', read('owner', 'user/a'), 'denied'],
      ['a session of the user', read('token', 'user/a'), 'granted'],
      ['a federated user', read('federated', 'user/a'), 'granted'],
      ['a session of a role', read('role', 'user/a'), 'granted'],
    ],
  },
  {
    words: 'aws:MultiFactorAuthPresent is false in sessions, and absent elsewhere',
    arrange: unless('Bool', 'aws:MultiFactorAuthPresent', 'false'),
    asks: [
      ['a user', read('user', 'user/a'), 'granted'],
      ['a session of the user', read('token', 'user/a'), 'denied'],
      ['a session of a role', read('role', 'user/a'), 'denied'],
    ],
  },
  {
    words: 'aws:PrincipalIsAWSService is false for people',
    arrange: unless('Bool', 'aws:PrincipalIsAWSService', 'false'),
    asks: [['a user', read('user', 'user/a'), 'denied']],
  },
];

const REGIONS = ['eu-west-1', 'eu-central-1'];
const OUTSIDE = when('StringNotEquals', 'aws:RequestedRegion', REGIONS);
const WITHOUT_PERMISSIONS: readonly Example<CallerWorld>[] = [
  {
    words: 'Requests to global services are to us-east-1',
    arrange: identity(allow('*'), deny('*', '*', OUTSIDE)),
    asks: [
      ['IAM', ({ user }) => user.iam.send(new GetUserCommand({})), 'denied'],
      ['S3', read('user', 'user/a'), 'granted'],
    ],
  },
  {
    words: 'An own identity is never refused',
    arrange: identity(deny('*')),
    asks: [
      ['to a user', ({ user }) => user.sts.send(new GetCallerIdentityCommand({})), 'granted'],
      ['to a session of a role', ({ role }) => role.sts.send(new GetCallerIdentityCommand({})), 'granted'],
    ],
  },
  {
    words: 'A session of the user takes no permission',
    arrange: identity(allow('s3:*')),
    asks: [
      ['GetSessionToken', ({ user }) => user.sts.send(new GetSessionTokenCommand({})), 'granted'],
      [
        'GetFederationToken',
        ({ user }) => user.sts.send(new GetFederationTokenCommand({ Name: 'fed' })),
        'denied',
      ],
    ],
  },
  {
    words: 'A federated user with tags takes sts:TagSession',
    arrange: identity(allow('sts:GetFederationToken')),
    asks: [
      [
        'with tags',
        ({ user }) => user.sts.send(new GetFederationTokenCommand({ Name: 'fed', Tags: tagsOf({ a: 'b' }) })),
        'denied',
      ],
      [
        'without tags',
        ({ user }) => user.sts.send(new GetFederationTokenCommand({ Name: 'fed' })),
        'granted',
      ],
    ],
  },
  {
    words: 'Federated users of one name',
    arrange: identity(allow('sts:GetFederationToken', `arn:aws:sts::${account}:federated-user/fed`)),
    asks: [
      [
        'of that name',
        ({ user }) => user.sts.send(new GetFederationTokenCommand({ Name: 'fed' })),
        'granted',
      ],
      ['of another', ({ user }) => user.sts.send(new GetFederationTokenCommand({ Name: 'other' })), 'denied'],
    ],
  },
  {
    words: 'Session policies: inline and managed are added up',
    arrange: async () => undefined,
    asks: [
      ['what the managed one allows', withPolicies(read), 'granted'],
      [
        'what neither allows',
        withPolicies(
          (_, Key) =>
            ({ user }) =>
              newObject(user, { Bucket, Key }),
        ),
        'denied',
      ],
    ],
  },
];

function withPolicies(ask: (who: 'user', Key: string) => (world: CallerWorld) => Promise<unknown>) {
  return async (world: CallerWorld) => {
    const key = await assume(world.user, `arn:aws:iam::${account}:role/reader`, {
      Policy: documentOf(allow('s3:ListBucket')),
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' }],
    });
    return ask('user', 'user/a')({ ...world, user: world.lab.as(key) });
  };
}

holdsAsGuided(
  'IAM user guide, "AWS global condition context keys", by the type of the caller',
  prepare,
  VARIABLES,
);
holdsAsGuided(
  'IAM user guide, "Permissions for temporary security credentials"',
  prepare,
  WITHOUT_PERMISSIONS,
);
