import { CreatePolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { newObject } from '../../testing/buckets.ts';
import { type Example, holdsAsGuided, type World } from './guide-examples.ts';
import {
  BUCKET,
  Bucket,
  list,
  OBJECTS,
  type PeopleWorld,
  prepare as preparePeople,
  read,
  steps,
  taggedUser,
  USER_ARN,
} from './people.ts';

async function prepare(world: World): Promise<PeopleWorld> {
  const people = await preparePeople(world);
  for (const Key of ['user/a', '${aws:username}/a', 'Blue/a', 'none/a', 'x/a'])
    await newObject(people.owner, { Bucket, Key });
  return people;
}

/** Gives the user an inline policy of this text. */
const text =
  (PolicyDocument: string | object) =>
  ({ owner }: World) =>
    owner.iam.send(
      new PutUserPolicyCommand({
        UserName: 'user',
        PolicyName: 'p',
        PolicyDocument: typeof PolicyDocument === 'string' ? PolicyDocument : JSON.stringify(PolicyDocument),
      }),
    );
const managed =
  (PolicyDocument: object) =>
  ({ owner }: World) =>
    owner.iam.send(
      new CreatePolicyCommand({
        PolicyName: `p${JSON.stringify(PolicyDocument).length}`,
        PolicyDocument: JSON.stringify(PolicyDocument),
      }),
    );
const bucket =
  (Policy: object) =>
  ({ owner }: World) =>
    owner.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(Policy) }));
const Version = '2012-10-17';
const reads = (Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource,
  ...more,
});

const FORMS: readonly Example<PeopleWorld>[] = [
  {
    words: 'Variables are texts without a version',
    arrange: text({ Statement: [reads(`${BUCKET}/\${aws:username}/*`)] }),
    asks: [
      ['the folder of the user', read('user', 'user/a'), 'denied'],
      ['the folder that is named as the variable', read('user', '${aws:username}/a'), 'granted'],
    ],
  },
  {
    words: 'Variables are texts in the older version',
    arrange: text({ Version: '2008-10-17', Statement: [reads(`${BUCKET}/\${aws:username}/*`)] }),
    asks: [
      ['the folder of the user', read('user', 'user/a'), 'denied'],
      ['the folder that is named as the variable', read('user', '${aws:username}/a'), 'granted'],
    ],
  },
  {
    words: 'Variables in the newer version, in any letter case',
    arrange: text({ Version, Statement: [reads(`${BUCKET}/\${AWS:UserName}/*`)] }),
    asks: [['the folder of the user', read('user', 'user/a'), 'granted']],
  },
  {
    words: 'One statement without a list',
    arrange: text({ Version, Id: 'an id', Statement: reads([OBJECTS]) }),
    asks: [['a read', read(), 'granted']],
  },
  {
    words: 'A default of a variable in a condition',
    arrange: text({
      Version,
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: BUCKET,
          Condition: { StringEquals: { 's3:prefix': "${aws:PrincipalTag/team, 'none'}/" } },
        },
      ],
    }),
    asks: [
      ['the default', list('user', { Prefix: 'none/' }), 'granted'],
      ['another', list('user', { Prefix: 'Blue/' }), 'denied'],
    ],
  },
  {
    words: 'A variable without a value, in a condition',
    arrange: text({
      Version,
      Statement: [
        reads(OBJECTS),
        {
          Effect: 'Deny',
          Action: 's3:GetObject',
          Resource: OBJECTS,
          Condition: { StringNotEquals: { 's3:ExistingObjectTag/Team': '${aws:PrincipalTag/Team}' } },
        },
      ],
    }),
    asks: [['both absent', read(), 'denied']],
  },
  {
    words: 'A variable without a value equals nothing',
    arrange: text({
      Version,
      Statement: [
        reads(OBJECTS, { Condition: { StringEquals: { 'aws:username': '${aws:PrincipalTag/Team}' } } }),
      ],
    }),
    asks: [['a read', read(), 'denied']],
  },
  {
    words: 'A variable without a value, in StringLike with a star',
    arrange: text({
      Version,
      Statement: [
        reads(OBJECTS, { Condition: { StringLike: { 'aws:username': '${aws:PrincipalTag/Team}*' } } }),
      ],
    }),
    asks: [['a read', read(), 'denied']],
  },
  {
    words: 'A star in the value of a variable is no wildcard',
    arrange: text({
      Version,
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: BUCKET,
          Condition: { StringLike: { 's3:prefix': '${aws:UserAgent}' } },
        },
      ],
    }),
    asks: [['a list', list('user', { Prefix: 'x' }), 'denied']],
  },
  {
    words: 'All but some actions, and all but some resources',
    arrange: text({
      Version,
      Statement: [
        { Effect: 'Allow', NotAction: ['s3:PutObject', 'iam:*'], NotResource: [`${BUCKET}/user/*`] },
      ],
    }),
    asks: [
      ['a read', read('user', 'x/a'), 'granted'],
      ['a read there', read('user', 'user/a'), 'denied'],
      ['an upload', ({ user }) => newObject(user, { Bucket, Key: 'x/b' }), 'denied'],
    ],
  },
  {
    words: 'Wildcards of resources',
    arrange: text({ Version, Statement: [reads([`${BUCKET}/?/a`, 'arn:aws:s3:::rec*/Blue/*'])] }),
    asks: [
      ['one character', read('user', 'x/a'), 'granted'],
      ['several', read('user', 'user/a'), 'denied'],
      ['a star over the name of the bucket', read('user', 'Blue/a'), 'granted'],
    ],
  },
  {
    words: 'A tag as a variable, with spaces inside the braces, as the guide of Secrets Manager writes it',
    arrange: steps(
      taggedUser({ team: 'Blue' }),
      text({
        Version,
        Statement: [
          reads(`${BUCKET}/*`, {
            Condition: { StringEquals: { 'aws:PrincipalTag/team': '${ aws:PrincipalTag/team }' } },
          }),
        ],
      }),
    ),
    asks: [['a read', read(), 'granted']],
  },
  {
    words: 'Policies that IAM refuses',
    arrange: async () => undefined,
    asks: [
      [
        'two equal Sids',
        text({ Version, Statement: [reads('*', { Sid: 'A' }), reads('*', { Sid: 'A' })] }),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'a Sid with a space',
        text({ Version, Statement: [reads('*', { Sid: 'A b' })] }),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'a principal',
        text({ Version, Statement: [reads('*', { Principal: '*' })] }),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'an element in lower case',
        text({ Version, Statement: [{ effect: 'Allow', Action: 's3:*', Resource: '*' }] }),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'an effect in lower case',
        text({ Version, Statement: [{ Effect: 'allow', Action: 's3:*', Resource: '*' }] }),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'Action and NotAction',
        text({ Version, Statement: [reads('*', { NotAction: 's3:*' })] }),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'another version',
        text({ Version: '2020-01-01', Statement: [reads('*')] }),
        '400 MalformedPolicyDocumentException',
      ],
      ['no statement', text({ Version }), '400 MalformedPolicyDocumentException'],
      [
        'a managed policy of the older version',
        managed({ Version: '2008-10-17', Statement: [reads('*')] }),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'an operator that there is not',
        text({ Version, Statement: [reads('*', { Condition: { StringEqual: { 'aws:username': 'x' } } })] }),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'Null with IfExists',
        text({
          Version,
          Statement: [reads('*', { Condition: { NullIfExists: { 'aws:username': 'true' } } })],
        }),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'an action that no service has',
        text({ Version, Statement: [{ Effect: 'Allow', Action: 's3:ReadObject', Resource: '*' }] }),
        'granted',
      ],
      [
        'a service that there is not',
        text({ Version, Statement: [{ Effect: 'Allow', Action: 'nothing:Read', Resource: '*' }] }),
        'granted',
      ],
      [
        'a resource that is no ARN',
        text({ Version, Statement: [reads('records')] }),
        '400 MalformedPolicyDocumentException',
      ],
      ['no JSON', text('{'), '400 MalformedPolicyDocumentException'],
    ],
  },
  {
    words: 'Policies that S3 refuses',
    arrange: async () => undefined,
    asks: [
      ['no principal', bucket({ Version, Statement: [reads(OBJECTS)] }), '400 MalformedPolicy'],
      [
        'another bucket',
        bucket({ Version, Statement: [reads('arn:aws:s3:::other/*', { Principal: { AWS: USER_ARN } })] }),
        '400 MalformedPolicy',
      ],
      [
        'an action of another service',
        bucket({
          Version,
          Statement: [{ ...reads(OBJECTS, { Principal: { AWS: USER_ARN } }), Action: 'iam:GetUser' }],
        }),
        '400 MalformedPolicy',
      ],
      [
        'an action that S3 has not',
        bucket({
          Version,
          Statement: [{ ...reads(OBJECTS, { Principal: { AWS: USER_ARN } }), Action: 's3:ReadObject' }],
        }),
        '400 MalformedPolicy',
      ],
      [
        'an action of objects on the bucket',
        bucket({ Version, Statement: [reads(BUCKET, { Principal: { AWS: USER_ARN } })] }),
        '400 MalformedPolicy',
      ],
      [
        'a condition key that S3 has not',
        bucket({
          Version,
          Statement: [
            reads(OBJECTS, { Principal: { AWS: USER_ARN }, Condition: { StringEquals: { 's3:none': 'x' } } }),
          ],
        }),
        '400 MalformedPolicy',
      ],
      [
        'a condition key that the action has not',
        bucket({
          Version,
          Statement: [
            reads(OBJECTS, {
              Principal: { AWS: USER_ARN },
              Condition: { StringEquals: { 's3:prefix': 'x' } },
            }),
          ],
        }),
        '400 MalformedPolicy',
      ],
      [
        'a Sid with spaces',
        bucket({
          Version,
          Statement: [reads(OBJECTS, { Sid: 'with spaces', Principal: { AWS: USER_ARN } })],
        }),
        'granted',
      ],
      [
        'one statement without a list',
        bucket({ Version, Statement: reads(OBJECTS, { Principal: { AWS: USER_ARN } }) }),
        'granted',
      ],
      [
        'a wildcard of actions',
        bucket({
          Version,
          Statement: [{ ...reads([BUCKET, OBJECTS], { Principal: { AWS: USER_ARN } }), Action: 's3:*' }],
        }),
        'granted',
      ],
    ],
  },
];

holdsAsGuided(
  'IAM user guide, "Grammar of the IAM JSON policy language" and "IAM policy elements: Variables and tags"',
  prepare,
  FORMS,
);
