import { DeleteObjectCommand, GetBucketLocationCommand } from '@aws-sdk/client-s3';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, deny, to } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';
import { type Example, holdsAsGuided } from './guide-examples.ts';
import {
  aclOf,
  BUCKET,
  Bucket,
  bucketPolicy,
  get,
  list,
  OBJECTS,
  prepare,
  put,
  steps,
  thirdAccount,
  userPolicy,
  type WalkWorld,
  type Who,
} from './walkthrough-world.ts';

const userArn = (of: string, name: string) => `arn:aws:iam::${of}:user/${name}`;
const remove = (who: Who, Key: string) => (world: WalkWorld) =>
  world[who].s3.send(new DeleteObjectCommand({ Bucket, Key }));
const LISTS = ['s3:ListBucket', 's3:GetBucketLocation'];

const WALKS: readonly Example<WalkWorld>[] = [
  {
    words: 'The owner lets its user list by the bucket policy, and read by the user’s policy',
    arrange: steps(
      bucketPolicy(
        allow(LISTS, BUCKET, to(userArn(account, 'Jill'))),
        allow('s3:GetObject', OBJECTS, to(userArn(account, 'Jill'))),
      ),
      userPolicy('owner', 'Jill', allow('s3:PutObject', OBJECTS)),
    ),
    asks: [
      ['a list', list('jill'), 'granted'],
      ['a read', get('jill'), 'granted'],
      ['an upload', put('jill', 'new'), 'granted'],
      ['a deletion', remove('jill', 'new'), 'denied'],
      ['the ACL', aclOf('jill', 'k'), 'denied'],
    ],
  },
  {
    words: 'The owner lets account B list, and B delegates it to Dave',
    arrange: steps(
      bucketPolicy(allow(LISTS, BUCKET, to(`arn:aws:iam::${otherAccount}:root`))),
      userPolicy('partner', 'Dave', allow('s3:ListBucket', BUCKET)),
    ),
    asks: [
      ['a list by Dave', list('dave'), 'granted'],
      ['a list by the root user of B', list('partner'), 'granted'],
      [
        'the Region, which B did not delegate',
        ({ dave }) => dave.s3.send(new GetBucketLocationCommand({ Bucket })),
        'denied',
      ],
      ['a read, which A did not allow', get('dave'), 'denied'],
      ['a list by C', list('third'), 'denied'],
    ],
  },
  {
    words: 'B cannot delegate more than A allows, and a denial of A binds all of B',
    arrange: steps(
      bucketPolicy(allow(LISTS, BUCKET, to(otherAccount)), deny('s3:ListBucket', BUCKET, to(otherAccount))),
      userPolicy('partner', 'Dave', allow('s3:*')),
    ),
    asks: [
      ['a list by Dave', list('dave'), 'denied'],
      ['a list by the root user of B', list('partner'), 'denied'],
      ['the Region', ({ dave }) => dave.s3.send(new GetBucketLocationCommand({ Bucket })), 'granted'],
    ],
  },
  {
    words: 'The owner lets B upload with full control for itself, and its user reads what B owns',
    arrange: steps(
      bucketPolicy(
        allow('s3:GetObject', OBJECTS, to(userArn(account, 'Jill'))),
        allow('s3:PutObject', OBJECTS, to(otherAccount)),
        allow('s3:PutObjectAcl', OBJECTS, to(otherAccount)),
      ),
      userPolicy('partner', 'Dave', allow(['s3:PutObject', 's3:PutObjectAcl'], OBJECTS)),
    ),
    asks: [
      ['an upload without the ACL', put('dave', 'mine'), 'granted'],
      ['a read of it by Jill, whom no policy of B lets in', get('jill', 'mine'), 'denied'],
      ['a read of it by the owner of the bucket', get('owner', 'mine'), 'denied'],
      ['an upload with the ACL', put('dave', 'shared', { ACL: 'bucket-owner-full-control' }), 'granted'],
      ['a read of that by the owner of the bucket', get('owner', 'shared'), 'granted'],
      ['a deletion by the owner of the bucket', remove('owner', 'mine'), 'granted'],
    ],
  },
  {
    words: 'The owner lets C in by a role of its own, for objects of B',
    arrange: steps(
      bucketPolicy(allow(['s3:PutObject', 's3:PutObjectAcl'], OBJECTS, to(otherAccount))),
      userPolicy('partner', 'Dave', allow(['s3:PutObject', 's3:PutObjectAcl'], OBJECTS)),
      put('dave', 'shared', { ACL: 'bucket-owner-full-control' }),
      ({ owner }) => newRole(owner, 'examplerole', { AWS: thirdAccount }, allow('s3:GetObject', OBJECTS)),
      userPolicy('third', 'Carol', allow('sts:AssumeRole', `arn:aws:iam::${account}:role/examplerole`)),
    ),
    asks: [
      [
        'by the role',
        async (world) =>
          get(
            'carol',
            'shared',
          )({
            ...world,
            carol: world.lab.as(await assume(world.carol, `arn:aws:iam::${account}:role/examplerole`)),
          }),
        'granted',
      ],
      ['without the role', get('carol', 'shared'), 'denied'],
    ],
  },
];

holdsAsGuided(
  'Amazon S3 user guide, "Walkthroughs that use policies to manage access to your Amazon S3 resources"',
  prepare,
  WALKS,
);
