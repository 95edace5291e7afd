import { UpdateRoleCommand } from '@aws-sdk/client-iam';
import { GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, deny } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import { identity, type PeopleWorld, rolePolicy, steps, USER_ARN } from './people.ts';
import { arn, assume, chain, OWN, prepare, role, two } from './role-sessions.ts';

const TRUST: readonly Example<PeopleWorld>[] = [
  {
    words: 'A user whom the trust policy names needs no policy',
    arrange: steps(identity(allow('s3:*')), role('one', { AWS: USER_ARN }, {}, 'sts:AssumeRole')),
    asks: [['the user', assume(), 'granted']],
  },
  {
    words: 'A user whom the trust policy names, and whose policy denies it',
    arrange: steps(identity(deny('sts:AssumeRole')), role('one', { AWS: USER_ARN })),
    asks: [['the user', assume(), 'denied']],
  },
  {
    words: 'Services alone',
    arrange: role('one', { Service: 'ec2.amazonaws.com' }, {}, 'sts:AssumeRole'),
    asks: [['a user', assume(), 'denied']],
  },
  {
    words: 'The deputy is not confused: only a service on behalf of an account has the key',
    arrange: role('one', OWN, when('StringEquals', 'aws:SourceAccount', account)),
    asks: [['a user', assume(), 'denied']],
  },
  {
    words: 'An external id, that is compared in its letter case',
    arrange: role('one', { AWS: otherAccount }, when('StringEquals', 'sts:ExternalId', 'Unique-ID')),
    asks: [
      ['with it', assume({ ExternalId: 'Unique-ID' }, 'outsider'), 'granted'],
      ['in another letter case', assume({ ExternalId: 'unique-id' }, 'outsider'), 'denied'],
    ],
  },
  {
    words: 'An external id that is not asked for does no harm',
    arrange: role('one', { AWS: otherAccount }),
    asks: [['with one', assume({ ExternalId: 'any' }, 'outsider'), 'granted']],
  },
  {
    words: 'Everybody, with an external id',
    arrange: role('one', { AWS: '*' }, when('StringEquals', 'sts:ExternalId', 'x1')),
    asks: [
      ['another account', assume({ ExternalId: 'x1' }, 'outsider'), 'granted'],
      ['another account without it', assume({}, 'outsider'), 'denied'],
    ],
  },
  {
    words: 'The session is named as the user of any account',
    arrange: role(
      'one',
      { AWS: [account, otherAccount] },
      when('StringLike', 'sts:RoleSessionName', '${aws:username}'),
    ),
    asks: [
      ['one', assume({ RoleSessionName: 'user' }), 'granted'],
      ['the other', assume({ RoleSessionName: 'Saanvi' }, 'outsider'), 'granted'],
      ['otherwise', assume({ RoleSessionName: 'saanvi' }, 'outsider'), 'denied'],
    ],
  },
  {
    words: 'Several names for sessions',
    arrange: role('one', OWN, when('StringLike', 'sts:RoleSessionName', ['a-*', 'b-*'])),
    asks: [
      ['one', assume({ RoleSessionName: 'b-1' }), 'granted'],
      ['another', assume({ RoleSessionName: 'c-1' }), 'denied'],
    ],
  },
  {
    words: 'MFA that is recent',
    arrange: role('one', OWN, when('NumericLessThan', 'aws:MultiFactorAuthAge', '3600')),
    asks: [['without MFA', assume(), 'denied']],
  },
  {
    words: 'A role does not assume itself unless it trusts itself',
    arrange: steps(role('one', { AWS: USER_ARN }), rolePolicy('one', allow('sts:*'))),
    asks: [['by its own session', chain({}, { RoleArn: arn('one') }), 'denied']],
  },
  {
    words: 'The root user assumes no role',
    arrange: role('one', OWN),
    asks: [['the root user', assume({}, 'owner'), 'denied']],
  },
];

const DURATIONS: readonly Example<PeopleWorld>[] = [
  {
    words: 'The duration of a session',
    arrange: two,
    asks: [
      ['an hour', assume({ DurationSeconds: 3600 }), 'granted'],
      ['less than 15 minutes', assume({ DurationSeconds: 899 }), '400 ValidationError'],
      ['more than the role allows', assume({ DurationSeconds: 3601 }), '400 ValidationError'],
      ['more than 12 hours', assume({ DurationSeconds: 43201 }), '400 ValidationError'],
      ['of a chained role, of an hour', chain({}, { DurationSeconds: 3600 }), 'granted'],
    ],
  },
  {
    words: 'A role with long sessions, which chaining does not give',
    arrange: steps(two, async ({ owner }: World) => {
      for (const RoleName of ['one', 'two'])
        await owner.iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 43200 }));
    }),
    asks: [
      ['12 hours', assume({ DurationSeconds: 43200 }), 'granted'],
      ['chained, of more than an hour', chain({}, { DurationSeconds: 3601 }), '400 ValidationError'],
      ['chained, without a duration', chain(), 'granted'],
    ],
  },
  {
    words: 'Sessions of users',
    arrange: identity(allow('sts:*')),
    asks: [
      [
        'of 36 hours',
        ({ user }) => user.sts.send(new GetSessionTokenCommand({ DurationSeconds: 129600 })),
        'granted',
      ],
      [
        'of more',
        ({ user }) => user.sts.send(new GetSessionTokenCommand({ DurationSeconds: 129601 })),
        '400 ValidationError',
      ],
      [
        'of federated users, of 36 hours',
        ({ user }) => user.sts.send(new GetFederationTokenCommand({ Name: 'fed', DurationSeconds: 129600 })),
        'granted',
      ],
      [
        'of federated users, of more',
        ({ user }) => user.sts.send(new GetFederationTokenCommand({ Name: 'fed', DurationSeconds: 129601 })),
        '400 ValidationError',
      ],
    ],
  },
];

holdsAsGuided('IAM user guide, "IAM roles": trust policies', prepare, TRUST);
holdsAsGuided('IAM user guide, "IAM roles": durations', prepare, DURATIONS);
