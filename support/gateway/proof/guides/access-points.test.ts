import { GetObjectCommand, GetObjectTaggingCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { CreateAccessPointCommand } from '@aws-sdk/client-s3-control';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newAccessPoint, setAccessPointPolicy } from '../../testing/access-points.ts';
import { newObject } from '../../testing/buckets.ts';
import { allow, type Clients, deny, type StatementText, to } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import {
  BUCKET,
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

/** The people with an access point of the bucket; the partner's user has all of S3. */
interface PointWorld extends PeopleWorld {
  readonly alias: string;
}
const AccountId = account;
const Name = 'my-access-point';
const POINT = `arn:aws:s3:eu-west-1:${account}:accesspoint/${Name}`;
const POINT_OBJECTS = `${POINT}/object/*`;

async function prepare(world: World): Promise<PointWorld> {
  const people = await preparePeople(world);
  const { owner, lab } = people;
  await newObject(owner, { Bucket, Key: 'Jane/a', Tagging: 'data=finance' });
  const alias = await newAccessPoint(owner, { AccountId, Name, Bucket });
  return { ...people, alias, outsider: await lab.user(otherAccount, 'all', allow('s3:*')) };
}

type Anyone = 'user' | 'outsider' | 'owner';
const through =
  (who: Anyone = 'user', Key = 'k') =>
  (world: PointWorld) =>
    world[who].s3.send(new GetObjectCommand({ Bucket: world.alias, Key }));
const put = (who: Anyone, Key: string) => (world: PointWorld) =>
  newObject(world[who], { Bucket: world.alias, Key });
const listThrough = (who: Anyone, Prefix?: string) => (world: PointWorld) =>
  world[who].s3.send(new ListObjectsV2Command({ Bucket: world.alias, Prefix }));
const pointPolicy =
  (...statements: readonly StatementText[]) =>
  ({ owner }: World) =>
    setAccessPointPolicy(owner, { AccountId, Name }, ...statements);
const create =
  (name: string, vpc?: string) =>
  ({ user }: { readonly user: Clients }) =>
    user.s3control.send(
      new CreateAccessPointCommand({
        AccountId,
        Name: name,
        Bucket,
        ...(vpc !== undefined && { VpcConfiguration: { VpcId: vpc } }),
      }),
    );
const USER = to(USER_ARN);
const DELEGATE = allow('*', [BUCKET, OBJECTS], {
  Principal: { AWS: '*' },
  ...when('StringEquals', 's3:DataAccessPointAccount', account),
});

const EXAMPLES: readonly Example<PointWorld>[] = [
  {
    words: 'An access point policy needs the bucket to delegate',
    arrange: pointPolicy(allow(['s3:GetObject', 's3:PutObject'], `${POINT}/object/Jane/*`, USER)),
    asks: [['without it', through('user', 'Jane/a'), 'denied']],
  },
  {
    words: 'An access point policy with a bucket that delegates',
    arrange: steps(
      pointPolicy(allow(['s3:GetObject', 's3:PutObject'], `${POINT}/object/Jane/*`, USER)),
      bucketPolicy(DELEGATE),
    ),
    asks: [
      ['a read of the prefix', through('user', 'Jane/a'), 'granted'],
      ['a read of another', through('user', 'k'), 'denied'],
      ['an upload to the prefix', put('user', 'Jane/b'), 'granted'],
      ['a read of the bucket itself', read('user', 'Jane/a'), 'denied'],
      ['a list', listThrough('user'), 'denied'],
    ],
  },
  {
    words: 'An access point policy and a bucket policy for the same user',
    arrange: steps(
      pointPolicy(allow('s3:GetObject', POINT_OBJECTS, USER)),
      bucketPolicy(allow('s3:GetObject', `${BUCKET}/Jane/*`, USER)),
    ),
    asks: [
      ['what both allow', through('user', 'Jane/a'), 'granted'],
      ['what the access point allows alone', through('user', 'k'), 'denied'],
      ['the bucket itself', read('user', 'Jane/a'), 'granted'],
    ],
  },
  {
    words: 'A tag of the object',
    arrange: steps(
      pointPolicy(
        allow('s3:GetObject', POINT_OBJECTS, {
          ...USER,
          ...when('StringEquals', 's3:ExistingObjectTag/data', 'finance'),
        }),
      ),
      bucketPolicy(DELEGATE),
    ),
    asks: [
      ['with it', through('user', 'Jane/a'), 'granted'],
      ['without it', through('user', 'k'), 'denied'],
    ],
  },
  {
    words: 'A list through the access point is of the access point, not of its objects',
    arrange: steps(pointPolicy(allow('s3:ListBucket', POINT, USER)), bucketPolicy(DELEGATE)),
    asks: [
      ['a list', listThrough('user'), 'granted'],
      ['a read', through('user'), 'denied'],
    ],
  },
  {
    words: 'An identity-based policy for access points',
    arrange: steps(identity(allow('s3:GetObject', POINT_OBJECTS)), bucketPolicy(DELEGATE)),
    asks: [
      ['through the access point', through(), 'granted'],
      ['the bucket itself', read(), 'denied'],
    ],
  },
  {
    words: 'Only through access points of one account',
    arrange: steps(
      identity(allow('s3:*')),
      bucketPolicy(
        deny('s3:GetObject', OBJECTS, {
          Principal: '*',
          ...when('StringNotEquals', 's3:DataAccessPointAccount', account),
        }),
      ),
    ),
    asks: [
      ['through the access point', through(), 'granted'],
      ['the bucket itself', read(), 'denied'],
    ],
  },
  {
    words: 'Only through access points of a VPC',
    arrange: steps(
      identity(allow('s3:*')),
      bucketPolicy(
        deny('s3:GetObject', OBJECTS, {
          Principal: '*',
          ...when('StringNotEquals', 's3:AccessPointNetworkOrigin', 'VPC'),
        }),
      ),
    ),
    asks: [
      ['through one of the internet', through(), 'denied'],
      ['the bucket itself', read(), 'denied'],
    ],
  },
  {
    words: 'Access points by ARN',
    arrange: steps(
      identity(allow('s3:*')),
      bucketPolicy(
        deny('s3:GetObject', OBJECTS, {
          Principal: '*',
          ...when('ArnNotLike', 's3:DataAccessPointArn', `arn:aws:s3:eu-west-1:${account}:accesspoint/my-*`),
        }),
      ),
    ),
    asks: [
      ['through the access point', through(), 'granted'],
      ['the bucket itself', read(), 'denied'],
    ],
  },
  {
    words: 'Access points of a VPC alone may be created',
    arrange: identity(
      allow('s3:CreateAccessPoint'),
      deny('s3:CreateAccessPoint', '*', when('StringNotEquals', 's3:AccessPointNetworkOrigin', 'VPC')),
    ),
    asks: [
      ['of the internet', create('internet'), 'denied'],
      ['of a VPC', create('private', 'vpc-1a2b3c4d'), 'granted'],
    ],
  },
  {
    words: 'Another account takes its own policies as well',
    arrange: steps(
      pointPolicy(allow('s3:GetObject', POINT_OBJECTS, to(otherAccount))),
      bucketPolicy(DELEGATE),
    ),
    asks: [
      ['a user with them', through('outsider'), 'granted'],
      [
        'what the access point does not allow',
        ({ outsider, alias }) => outsider.s3.send(new GetObjectTaggingCommand({ Bucket: alias, Key: 'k' })),
        'denied',
      ],
    ],
  },
  {
    words: 'A denial of the access point, and one of the bucket',
    arrange: steps(
      identity(allow('s3:*')),
      pointPolicy(deny('s3:GetObject', POINT_OBJECTS, { Principal: '*' })),
    ),
    asks: [
      ['through the access point', through(), 'denied'],
      ['through the access point, by the root user', through('owner'), 'denied'],
      ['the bucket itself', read(), 'granted'],
    ],
  },
];

holdsAsGuided('Amazon S3 user guide, "Configuring IAM policies for using access points"', prepare, EXAMPLES);
