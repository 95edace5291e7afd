import { GetUserCommand, TagRoleCommand } from '@aws-sdk/client-iam';
import {
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { allow, deny } from '../../testing/lab-under-test.ts';
import { accessKeyOf } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import { identity, type PeopleWorld, read, rolePolicy, steps, taggedUser, tagsOf } from './people.ts';
import {
  ALL,
  type Asked,
  as,
  assume,
  chain,
  fed,
  OWN,
  prepare,
  role,
  session,
  type Then,
  two,
} from './role-sessions.ts';

/** Assumes `one`, and then reads. */
const readAs =
  (more: Asked = {}) =>
  async (world: PeopleWorld) =>
    read()({ ...world, user: world.lab.as(accessKeyOf(await session(world.user, more))) });
const readChained =
  (first: Asked = {}, second: Asked = {}) =>
  async (world: PeopleWorld) =>
    read()({ ...world, user: world.lab.as(accessKeyOf(await chain(first, second)(world))) });
const tag = (value: string) => tagsOf({ Project: value });
const READ = allow('s3:GetObject');
const ofProject = (value: string) =>
  allow('s3:GetObject', '*', when('StringEquals', 'aws:PrincipalTag/Project', value));
async function token(world: PeopleWorld, then: Then): Promise<unknown> {
  return as(world, (await world.user.sts.send(new GetSessionTokenCommand({}))).Credentials, then);
}

const CHAINED: readonly Example<PeopleWorld>[] = [
  {
    words: 'Tags of a session that are transitive',
    arrange: steps(two, rolePolicy('two', ofProject('Alpha'))),
    asks: [
      ['passed on', readChained({ Tags: tag('Alpha'), TransitiveTagKeys: ['Project'] }), 'granted'],
      ['not passed on', readChained({ Tags: tag('Alpha') }), 'denied'],
      ['given again', readChained({}, { Tags: tag('Alpha') }), 'granted'],
      [
        'given again with another value',
        readChained({ Tags: tag('Beta'), TransitiveTagKeys: ['Project'] }, { Tags: tag('Alpha') }),
        '400 InvalidParameterValue',
      ],
    ],
  },
  {
    words: 'Tags of a session are before those of the role',
    arrange: steps(role('one', OWN), rolePolicy('one', ofProject('Alpha')), ({ owner }: World) =>
      owner.iam.send(new TagRoleCommand({ RoleName: 'one', Tags: tag('Alpha') })),
    ),
    asks: [
      ['those of the role', readAs(), 'granted'],
      ['those of the session', readAs({ Tags: tag('Beta') }), 'denied'],
    ],
  },
  {
    words: 'The tags of the user are not those of the session',
    arrange: steps(taggedUser({ Project: 'Alpha' }), role('one', OWN), rolePolicy('one', ofProject('Alpha'))),
    asks: [['a read', readAs(), 'denied']],
  },
  {
    words: 'Tags take sts:TagSession of both sides',
    arrange: role('one', OWN, {}, 'sts:AssumeRole'),
    asks: [
      ['with tags', assume({ Tags: tag('Alpha') }), 'denied'],
      ['without tags', assume(), 'granted'],
    ],
  },
  {
    words: 'One tag, with one value, is needed',
    arrange: role('one', OWN, {
      Condition: {
        StringLike: { 'aws:RequestTag/Project': '*' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['Project', 'Team'] },
      },
    }),
    asks: [
      ['with it', assume({ Tags: tag('Alpha') }), 'granted'],
      ['without tags', assume(), 'denied'],
      ['with another tag beside it', assume({ Tags: tagsOf({ Project: 'a', x: 'y' }) }), 'denied'],
    ],
  },
  {
    words: 'The tag of the session is that of the user',
    arrange: steps(
      taggedUser({ Project: 'Alpha' }),
      role('one', OWN, when('StringEquals', 'aws:RequestTag/Project', '${aws:PrincipalTag/Project}')),
    ),
    asks: [
      ['so', assume({ Tags: tag('Alpha') }), 'granted'],
      ['otherwise', assume({ Tags: tag('Beta') }), 'denied'],
    ],
  },
  {
    words: 'Transitive tags that the trust policy asks for',
    arrange: role('one', OWN, when('ForAllValues:StringEquals', 'sts:TransitiveTagKeys', ['Project'])),
    asks: [
      ['that one', assume({ Tags: tag('a'), TransitiveTagKeys: ['Project'] }), 'granted'],
      ['another', assume({ Tags: tagsOf({ Team: 'a' }), TransitiveTagKeys: ['Team'] }), 'denied'],
      [
        'one that is no tag of the session',
        assume({ TransitiveTagKeys: ['Project'] }),
        '400 InvalidParameterValue',
      ],
    ],
  },
  {
    words: 'A role whose tags are those of the caller',
    arrange: steps(
      taggedUser({ Project: 'Alpha' }),
      role('one', OWN),
      ({ owner }: World) => owner.iam.send(new TagRoleCommand({ RoleName: 'one', Tags: tag('Alpha') })),
      identity(
        allow(
          'sts:AssumeRole',
          '*',
          when('StringEquals', 'iam:ResourceTag/Project', '${aws:PrincipalTag/Project}'),
        ),
      ),
    ),
    asks: [['the role', assume(), 'granted']],
  },
  {
    words: 'A source identity stays',
    arrange: steps(
      two,
      rolePolicy('two', allow('s3:GetObject', '*', when('StringEquals', 'aws:SourceIdentity', 'Diego'))),
    ),
    asks: [
      ['passed on', readChained({ SourceIdentity: 'Diego' }), 'granted'],
      ['set later', readChained({}, { SourceIdentity: 'Diego' }), 'granted'],
      ['changed', readChained({ SourceIdentity: 'Maria' }, { SourceIdentity: 'Diego' }), 'denied'],
      ['none', readChained(), 'denied'],
    ],
  },
  {
    words: 'A source identity takes sts:SetSourceIdentity in the chain',
    arrange: steps(role('one', OWN), role('two', OWN, {}, 'sts:AssumeRole'), rolePolicy('one', allow(ALL))),
    asks: [
      ['with one', chain({ SourceIdentity: 'Diego' }), 'denied'],
      ['without one', chain(), 'granted'],
    ],
  },
];

const TOKENS: readonly Example<PeopleWorld>[] = [
  {
    words: 'A session of a user asks IAM nothing without MFA, and STS little',
    arrange: identity(allow(['sts:*', 'iam:*', 's3:*'])),
    asks: [
      ['a read', (world) => token(world, read()), 'granted'],
      [
        'IAM',
        (world) => token(world, ({ user }) => user.iam.send(new GetUserCommand({}))),
        '403 InvalidClientTokenId',
      ],
      [
        'its identity',
        (world) => token(world, ({ user }) => user.sts.send(new GetCallerIdentityCommand({}))),
        'granted',
      ],
      [
        'another session',
        (world) => token(world, ({ user }) => user.sts.send(new GetSessionTokenCommand({}))),
        'denied',
      ],
      [
        'a federated user',
        (world) => token(world, ({ user }) => user.sts.send(new GetFederationTokenCommand({ Name: 'fed' }))),
        'denied',
      ],
    ],
  },
  {
    words: 'A session of a user assumes roles',
    arrange: role('one', OWN),
    asks: [['a role', (world) => token(world, assume()), 'granted']],
  },
  {
    words: 'A federated user asks IAM and STS little',
    arrange: steps(identity(allow('*')), role('one', OWN)),
    asks: [
      ['a read', (world) => fed(world, read()), 'granted'],
      [
        'IAM',
        (world) => fed(world, ({ user }) => user.iam.send(new GetUserCommand({ UserName: 'user' }))),
        '403 InvalidClientTokenId',
      ],
      [
        'its identity',
        (world) => fed(world, ({ user }) => user.sts.send(new GetCallerIdentityCommand({}))),
        'granted',
      ],
      ['a role', (world) => fed(world, assume()), 'denied'],
    ],
  },
  {
    words: 'A session of a role takes no session of a user',
    arrange: steps(role('one', OWN), rolePolicy('one', allow('*'))),
    asks: [
      [
        'a session',
        async (world) =>
          as(world, await session(world.user), ({ user }) => user.sts.send(new GetSessionTokenCommand({}))),
        'denied',
      ],
      [
        'a federated user',
        async (world) =>
          as(world, await session(world.user), ({ user }) =>
            user.sts.send(new GetFederationTokenCommand({ Name: 'fed' })),
          ),
        'denied',
      ],
      [
        'IAM',
        async (world) =>
          as(world, await session(world.user), ({ user }) =>
            user.iam.send(new GetUserCommand({ UserName: 'user' })),
          ),
        'granted',
      ],
    ],
  },
  {
    words: 'Sessions that were issued before a time',
    arrange: steps(
      role('one', OWN),
      rolePolicy(
        'one',
        READ,
        deny('*', '*', when('DateLessThan', 'aws:TokenIssueTime', '2020-01-01T00:00:00Z')),
      ),
    ),
    asks: [['a later session', readAs(), 'granted']],
  },
  {
    words: 'Temporary credentials only',
    arrange: steps(
      identity(READ, allow('sts:*'), deny('s3:*', '*', when('Null', 'aws:TokenIssueTime', 'true'))),
    ),
    asks: [
      ['the access key', read(), 'denied'],
      ['a session', (world) => token(world, read()), 'granted'],
    ],
  },
];
holdsAsGuided('IAM user guide, "Pass session tags in AWS STS"', prepare, CHAINED);
holdsAsGuided('IAM user guide, "Compare AWS STS credentials"', prepare, TOKENS);
