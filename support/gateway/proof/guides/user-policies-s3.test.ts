import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  GetUserCommand,
  ListUsersCommand,
  PutGroupPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketPolicyStatusCommand,
  GetObjectAclCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  PutObjectAclCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import { allow, deny, documentOf } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import {
  attached,
  BUCKET,
  Bucket,
  identity,
  list,
  OBJECTS,
  type PeopleWorld,
  prepare,
  read,
  rolePolicy,
  steps,
  taggedUser,
} from './people.ts';

interface HomeWorld extends PeopleWorld {
  readonly userId: string;
}

async function prepareHomes(world: World): Promise<HomeWorld> {
  const people = await prepare(world);
  const { owner } = people;
  const userId = (await owner.iam.send(new GetUserCommand({ UserName: 'user' }))).User?.UserId ?? '';
  const keys = [
    'home/user/a',
    'home/other/a',
    `home/${userId}/a`,
    'Blue/a',
    'Red/a',
    'company-wide/a',
    'a*b/a',
    'axb/a',
    'a$b/a',
    'a?b/a',
  ];
  for (const Key of keys) await newObject(owner, { Bucket, Key });
  await newBucket(owner, 'logs');
  await newObject(owner, { Bucket: 'logs', Key: 'k' });
  return { ...people, userId };
}

const put =
  (Key: string, more: object = {}) =>
  ({ user }: HomeWorld) =>
    newObject(user, { Bucket, Key, ...more });
const remove =
  (Key: string) =>
  ({ user }: HomeWorld) =>
    user.s3.send(new DeleteObjectCommand({ Bucket, Key }));
const buckets = ({ user }: HomeWorld) => user.s3.send(new ListBucketsCommand({}));
const ofUser = ({ userId }: HomeWorld) => userId;
const logs = ({ user }: HomeWorld) => read('user', 'k', { Bucket: 'logs' })({ user } as HomeWorld);
const at = { Bucket, Key: 'k' };

/** The statements of the guide for home folders, by a variable that names the folder. */
const homes = (variable: string) => [
  allow(
    [
      's3:GetAccountPublicAccessBlock',
      's3:GetBucketAcl',
      's3:GetBucketLocation',
      's3:GetBucketPolicyStatus',
      's3:GetBucketPublicAccessBlock',
      's3:ListAccessPoints',
      's3:ListAllMyBuckets',
    ],
    '*',
  ),
  allow('s3:ListBucket', BUCKET, when('StringLike', 's3:prefix', ['', 'home/', `home/${variable}/*`])),
  allow('s3:*', [`${BUCKET}/home/${variable}`, `${BUCKET}/home/${variable}/*`]),
];

/** Reads as a session of the role, whose session name is `work`. */
const asRole = (Key: (id: string) => string) => async (world: HomeWorld) => {
  const key = await assume(world.user, `arn:aws:iam::${account}:role/reader`, { RoleSessionName: 'work' });
  const session = world.lab.as(key);
  const { RoleId = '' } = { RoleId: world.userId };
  return read('user', Key(RoleId))({ ...world, user: session });
};

const group = async ({ owner }: World) => {
  const GroupName = 'everybody';
  await owner.iam.send(new CreateGroupCommand({ GroupName }));
  await owner.iam.send(new AddUserToGroupCommand({ GroupName, UserName: 'user' }));
  const PolicyDocument = documentOf(...homes('${aws:username}'));
  await owner.iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: 'p', PolicyDocument }));
};

const EXAMPLES: readonly Example<HomeWorld>[] = [
  {
    words: 'Home folders by the name of the user, for the console too',
    arrange: identity(...homes('${aws:username}')),
    asks: [
      ['the own folder', read('user', 'home/user/a'), 'granted'],
      ['that of another', read('user', 'home/other/a'), 'denied'],
      ['an upload to the own folder', put('home/user/b'), 'granted'],
      ['an upload beside it', put('home/userb'), 'denied'],
      ['a deletion in the own folder', remove('home/user/b'), 'granted'],
      ['the list of the top', list('user', { Prefix: '', Delimiter: '/' }), 'granted'],
      ['the list of all homes', list('user', { Prefix: 'home/', Delimiter: '/' }), 'granted'],
      ['the list of the own folder', list('user', { Prefix: 'home/user/' }), 'granted'],
      ['the list of that of another', list('user', { Prefix: 'home/other/' }), 'denied'],
      ['a list without a prefix', list(), 'denied'],
      ['the names of the buckets', buckets, 'granted'],
      ['the ACL of the bucket', ({ user }) => user.s3.send(new GetBucketAclCommand({ Bucket })), 'granted'],
      ['its Region', ({ user }) => user.s3.send(new GetBucketLocationCommand({ Bucket })), 'granted'],
      [
        'its public access block',
        ({ user }) => user.s3.send(new GetPublicAccessBlockCommand({ Bucket })),
        'granted',
      ],
      [
        'the status of its policy, which it has not',
        ({ user }) => user.s3.send(new GetBucketPolicyStatusCommand({ Bucket })),
        '404 NoSuchBucketPolicy',
      ],
    ],
  },
  {
    words: 'Home folders by the name of the user, in a policy of a group',
    arrange: group,
    asks: [
      ['the own folder', read('user', 'home/user/a'), 'granted'],
      ['that of another', read('user', 'home/other/a'), 'denied'],
    ],
  },
  {
    words: 'Home folders by the unique id of the user',
    arrange: identity(...homes('${aws:userid}')),
    asks: [
      ['the own folder', (world) => read('user', `home/${ofUser(world)}/a`)(world), 'granted'],
      ['a folder of the name', read('user', 'home/user/a'), 'denied'],
    ],
  },
  {
    words: 'A session of a role has no user name',
    arrange: steps(
      identity(allow('sts:AssumeRole')),
      ({ owner }) => newRole(owner, 'reader', { AWS: account }),
      rolePolicy('reader', ...homes('${aws:username}')),
    ),
    asks: [
      ['a folder of the session name', asRole(() => 'home/work/a'), 'denied'],
      ['the folder of the user', asRole(() => 'home/user/a'), 'denied'],
      ['the folder of the variable itself', asRole(() => 'home/${aws:username}/a'), 'denied'],
    ],
  },
  {
    words: 'A folder by a tag of the user, with a default value',
    arrange: identity(allow('s3:GetObject', `${BUCKET}/\${aws:PrincipalTag/team, 'company-wide'}/*`)),
    asks: [
      ['the folder of the default', read('user', 'company-wide/a'), 'granted'],
      ['the folder of a team', read('user', 'Blue/a'), 'denied'],
    ],
  },
  {
    words: 'A folder by a tag that the user has, with a default value',
    arrange: steps(
      taggedUser({ team: 'Blue' }),
      identity(allow('s3:GetObject', `${BUCKET}/\${aws:PrincipalTag/team, 'company-wide'}/*`)),
    ),
    asks: [
      ['the folder of the default', read('user', 'company-wide/a'), 'denied'],
      ['the folder of the team', read('user', 'Blue/a'), 'granted'],
      ['the folder of another team', read('user', 'Red/a'), 'denied'],
    ],
  },
  {
    words: 'A variable without a value matches no resource',
    arrange: identity(allow('s3:GetObject', `${BUCKET}/\${aws:PrincipalTag/team}/*`)),
    asks: [
      ['a folder of a team', read('user', 'Blue/a'), 'denied'],
      ['a folder without a name', read('user', '/a'), 'denied'],
    ],
  },
  {
    words: 'Special characters stand for themselves',
    arrange: identity(
      allow('s3:GetObject', [`${BUCKET}/a\${*}b/*`, `${BUCKET}/a\${$}b/*`, `${BUCKET}/a\${?}b/*`]),
    ),
    asks: [
      ['a star', read('user', 'a*b/a'), 'granted'],
      ['a dollar', read('user', 'a$b/a'), 'granted'],
      ['a question mark', read('user', 'a?b/a'), 'granted'],
      ['another character', read('user', 'axb/a'), 'denied'],
    ],
  },
  {
    words: 'Special characters in a condition',
    arrange: identity(allow('s3:ListBucket', BUCKET, when('StringLike', 's3:prefix', 'a${*}b/*'))),
    asks: [
      ['the star', list('user', { Prefix: 'a*b/' }), 'granted'],
      ['another character', list('user', { Prefix: 'axb/' }), 'denied'],
    ],
  },
  {
    words: 'Reading and writing in one bucket',
    arrange: identity(allow('s3:ListBucket', BUCKET), allow('s3:*Object', OBJECTS)),
    asks: [
      ['a list', list(), 'granted'],
      ['an upload', put('new'), 'granted'],
      ['an upload with a tag', put('new', { Tagging: 'a=b' }), 'denied'],
      ['a read', read('user', 'new'), 'granted'],
      ['a deletion', remove('new'), 'granted'],
      ['its tags', ({ user }) => user.s3.send(new GetObjectTaggingCommand(at)), 'denied'],
      ['its ACL', ({ user }) => user.s3.send(new GetObjectAclCommand(at)), 'denied'],
      ['the names of the buckets', buckets, 'denied'],
      ['another bucket', logs, 'denied'],
    ],
  },
  {
    words: 'One bucket, and nothing else',
    arrange: identity(
      allow('*'),
      { Effect: 'Deny', NotAction: 's3:*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:*', NotResource: [BUCKET, OBJECTS] },
    ),
    asks: [
      ['a read', read(), 'granted'],
      ['another bucket', logs, 'denied'],
      ['the names of the buckets', buckets, 'denied'],
      ['users', ({ user }) => user.iam.send(new ListUsersCommand({})), 'denied'],
    ],
  },
  {
    words: 'What is neither of the service nor of the bucket is denied',
    arrange: identity(allow('s3:*', [BUCKET, OBJECTS]), {
      Effect: 'Deny',
      NotAction: 's3:*',
      NotResource: [BUCKET, OBJECTS],
    }),
    asks: [
      ['a read', read(), 'granted'],
      ['another bucket', logs, 'denied'],
    ],
  },
  {
    words: 'All objects, and logs denied by a pattern',
    arrange: identity(allow('s3:*'), deny('s3:*', 'arn:aws:s3:::*log*')),
    asks: [
      ['a bucket', read(), 'granted'],
      ['the logs', logs, 'denied'],
      ['an object that is named so', read('user', 'x-log-y'), 'denied'],
    ],
  },
  {
    words: 'Recent MFA in the production bucket, if there was any',
    arrange: identity(
      allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::*/*'),
      deny('s3:*', [OBJECTS, BUCKET], when('NumericGreaterThanIfExists', 'aws:MultiFactorAuthAge', '1800')),
    ),
    asks: [
      ['without MFA', read(), 'denied'],
      ['another bucket', logs, 'granted'],
    ],
  },
  {
    words: 'The AWS managed policy to read',
    arrange: attached('AmazonS3ReadOnlyAccess'),
    asks: [
      ['a read', read(), 'granted'],
      ['a list', list(), 'granted'],
      ['an upload', put('new'), 'denied'],
    ],
  },
  {
    words: 'Actions by names with wildcards, in any letter case',
    arrange: identity(allow('S3:get*tagging', OBJECTS), allow('s3:Put?bjectTagging', OBJECTS)),
    asks: [
      ['tags', ({ user }) => user.s3.send(new GetObjectTaggingCommand(at)), 'granted'],
      [
        'new tags',
        ({ user }) => user.s3.send(new PutObjectTaggingCommand({ ...at, Tagging: { TagSet: [] } })),
        'granted',
      ],
      ['a read', read(), 'denied'],
      [
        'an ACL',
        ({ user }) => user.s3.send(new PutObjectAclCommand({ ...at, ACL: 'bucket-owner-full-control' })),
        'denied',
      ],
    ],
  },
  {
    words: 'An object of the bucket’s ARN is not the bucket',
    arrange: identity(allow('s3:*', BUCKET)),
    asks: [
      ['a list', list(), 'granted'],
      ['a read', read(), 'denied'],
    ],
  },
  {
    words: 'The objects are not the bucket',
    arrange: identity(allow('s3:*', OBJECTS)),
    asks: [
      ['a list', list(), 'denied'],
      ['a read', read(), 'granted'],
      ['a read of what does not exist, without permission to list', read('user', 'none'), 'denied'],
    ],
  },
];

holdsAsGuided('IAM user guide, "Example IAM identity-based policies": Amazon S3', prepareHomes, EXAMPLES);
