import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectAclCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import {
  allow,
  type Clients,
  deny,
  documentOf,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World } from './guide-examples.ts';

/** Account A owns the bucket; account B has the user Dave, account C the user Carol, and A the user Jill. */
interface WalkWorld extends World {
  readonly jill: Clients;
  readonly dave: Clients;
  readonly third: Clients;
  readonly carol: Clients;
  readonly anonymous: Clients;
  readonly ids: Readonly<Record<'owner' | 'partner' | 'third', string>>;
}
const Bucket = 'walkthrough';
const BUCKET = `arn:aws:s3:::${Bucket}`;
const OBJECTS = `${BUCKET}/*`;
const thirdAccount = '333333333333';
const userArn = (of: string, name: string) => `arn:aws:iam::${of}:user/${name}`;

async function prepare(world: World): Promise<WalkWorld> {
  const { lab, owner, partner } = world;
  const third = lab.as(thirdAccount);
  await newBucket(owner, Bucket, { ObjectOwnership: 'ObjectWriter' });
  await newObject(owner, { Bucket, Key: 'k' });
  const idOf = async ({ s3 }: Clients) => (await s3.send(new ListBucketsCommand({}))).Owner?.ID ?? '';
  const ids = { owner: await idOf(owner), partner: await idOf(partner), third: await idOf(third) };
  const [jill, dave, carol] = [
    await lab.user(account, 'Jill'),
    await lab.user(otherAccount, 'Dave'),
    await lab.user(thirdAccount, 'Carol'),
  ];
  return { ...world, third, jill, dave, carol, anonymous: lab.as('anonymous'), ids };
}

type Who = 'owner' | 'partner' | 'third' | 'jill' | 'dave' | 'carol' | 'anonymous';
const bucketPolicy =
  (...statements: readonly StatementText[]) =>
  ({ owner }: World) =>
    setBucketPolicy(owner, Bucket, ...statements);
const userPolicy =
  (who: 'owner' | 'partner' | 'third', UserName: string, ...statements: readonly StatementText[]) =>
  (world: WalkWorld) =>
    world[who].iam.send(
      new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: documentOf(...statements) }),
    );
const steps =
  (...arrangements: readonly ((world: WalkWorld) => Promise<unknown>)[]) =>
  async (world: WalkWorld) => {
    for (const arrange of arrangements) await arrange(world);
  };
const get =
  (who: Who, Key = 'k') =>
  (world: WalkWorld) =>
    world[who].s3.send(new GetObjectCommand({ Bucket, Key }));
const put =
  (who: Who, Key: string, more: Partial<PutObjectCommandInput> | ((world: WalkWorld) => object) = {}) =>
  (world: WalkWorld) =>
    newObject(world[who], { Bucket, Key, ...(typeof more === 'function' ? more(world) : more) });
const list = (who: Who) => (world: WalkWorld) => world[who].s3.send(new ListObjectsV2Command({ Bucket }));
const remove = (who: Who, Key: string) => (world: WalkWorld) =>
  world[who].s3.send(new DeleteObjectCommand({ Bucket, Key }));
const aclOf = (who: Who, Key: string) => (world: WalkWorld) =>
  world[who].s3.send(new GetObjectAclCommand({ Bucket, Key }));
const setAcl =
  (who: Who, Key: string, ACL: 'private' | 'bucket-owner-full-control' | 'public-read') =>
  (world: WalkWorld) =>
    world[who].s3.send(new PutObjectAclCommand({ Bucket, Key, ACL }));
const bucketAcl = (grants: (ids: WalkWorld['ids']) => object) => (world: WalkWorld) =>
  world.owner.s3.send(new PutBucketAclCommand({ Bucket, ...grants(world.ids) }));
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

const ACLS: readonly Example<WalkWorld>[] = [
  {
    words: 'READ and WRITE of a bucket',
    arrange: steps(
      bucketAcl(({ owner, partner, third }) => ({
        GrantFullControl: `id=${owner}`,
        GrantRead: `id=${third}`,
        GrantWrite: `id=${partner}`,
      })),
      userPolicy('partner', 'Dave', allow('s3:*')),
    ),
    asks: [
      ['a list with READ', list('third'), 'granted'],
      ['a read of an object with READ of the bucket', get('third'), 'denied'],
      ['an upload with READ', put('third', 'x'), 'denied'],
      ['an upload with WRITE', put('partner', 'mine'), 'granted'],
      ['an upload with WRITE by a user of the account', put('dave', 'daves'), 'granted'],
      ['a list with WRITE', list('partner'), 'denied'],
      [
        'the ACL of the bucket with READ',
        ({ third }) => third.s3.send(new GetBucketAclCommand({ Bucket })),
        'denied',
      ],
    ],
  },
  {
    words: 'READ_ACP and WRITE_ACP of a bucket',
    arrange: bucketAcl(({ owner, partner, third }) => ({
      GrantFullControl: `id=${owner}`,
      GrantReadACP: `id=${third}`,
      GrantWriteACP: `id=${partner}`,
    })),
    asks: [
      ['its ACL with READ_ACP', ({ third }) => third.s3.send(new GetBucketAclCommand({ Bucket })), 'granted'],
      [
        'its ACL with WRITE_ACP',
        ({ partner }) => partner.s3.send(new GetBucketAclCommand({ Bucket })),
        'denied',
      ],
      ['a list with READ_ACP', list('third'), 'denied'],
      [
        'a new ACL with READ_ACP',
        ({ third }) => third.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'private' })),
        'denied',
      ],
    ],
  },
  {
    words: 'Grants of an object',
    arrange: put('owner', 'g', ({ ids }) => ({
      GrantFullControl: `id=${ids.owner}`,
      GrantRead: `id=${ids.partner}`,
      GrantReadACP: `id=${ids.third}`,
    })),
    asks: [
      ['a read with READ', get('partner', 'g'), 'granted'],
      ['a read with READ_ACP', get('third', 'g'), 'denied'],
      ['its ACL with READ_ACP', aclOf('third', 'g'), 'granted'],
      ['its ACL with READ', aclOf('partner', 'g'), 'denied'],
      ['a new ACL with READ', setAcl('partner', 'g', 'private'), 'denied'],
      ['a read by a user without a policy', get('dave', 'g'), 'denied'],
    ],
  },
  {
    words: 'Everybody, and everybody who is signed in',
    arrange: steps(
      ({ owner }) => owner.s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
      put('owner', 'open', { ACL: 'public-read' }),
      put('owner', 'signed', { ACL: 'authenticated-read' }),
      userPolicy('partner', 'Dave', allow('s3:*')),
    ),
    asks: [
      ['anonymous', get('anonymous', 'open'), 'granted'],
      ['anonymous, of what takes a signature', get('anonymous', 'signed'), 'denied'],
      ['a user of any account', get('dave', 'signed'), 'granted'],
      ['the root user of any account', get('third', 'signed'), 'granted'],
      ['an upload by anybody', put('anonymous', 'new'), 'denied'],
    ],
  },
  {
    words: 'Public ACLs do not count if they are ignored',
    arrange: steps(
      ({ owner }) => owner.s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
      put('owner', 'open', { ACL: 'public-read' }),
      async ({ owner }) =>
        owner.s3.send(
          new (await import('@aws-sdk/client-s3')).PutPublicAccessBlockCommand({
            Bucket,
            PublicAccessBlockConfiguration: { IgnorePublicAcls: true, BlockPublicAcls: true },
          }),
        ),
    ),
    asks: [
      ['anonymous', get('anonymous', 'open'), 'denied'],
      ['a new public ACL', setAcl('owner', 'open', 'public-read'), 'denied'],
      ['an upload with a public ACL', put('owner', 'more', { ACL: 'public-read' }), 'denied'],
      ['an upload with another', put('owner', 'more', { ACL: 'bucket-owner-full-control' }), 'granted'],
    ],
  },
  {
    words: 'With ACLs disabled, none may be set, and none counts',
    arrange: steps(
      put('owner', 'g', ({ ids }) => ({
        GrantFullControl: `id=${ids.owner}`,
        GrantRead: `id=${ids.partner}`,
      })),
      ({ owner }) =>
        owner.s3.send(
          new PutBucketOwnershipControlsCommand({
            Bucket,
            OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          }),
        ),
    ),
    asks: [
      ['a read with READ', get('partner', 'g'), 'denied'],
      ['a new ACL', setAcl('owner', 'g', 'private'), '400 AccessControlListNotSupported'],
      [
        'a new ACL with full control for the owner',
        setAcl('owner', 'g', 'bucket-owner-full-control'),
        'granted',
      ],
      [
        'an upload with a grant',
        put('owner', 'h', ({ ids }) => ({ GrantRead: `id=${ids.partner}` })),
        '400 AccessControlListNotSupported',
      ],
      [
        'an upload with an ACL',
        put('owner', 'h', { ACL: 'public-read' }),
        '400 AccessControlListNotSupported',
      ],
      ['the ACL', aclOf('owner', 'g'), 'granted'],
    ],
  },
  {
    words: 'A copy has its own ACL and owner',
    arrange: steps(
      bucketPolicy(allow(['s3:PutObject', 's3:GetObject'], OBJECTS, to(otherAccount))),
      put('owner', 'g'),
    ),
    asks: [
      [
        'a copy by another account',
        ({ partner }) =>
          partner.s3.send(
            new CopyObjectCommand({
              Bucket,
              Key: 'copy',
              CopySource: `${Bucket}/g`,
              TaggingDirective: 'REPLACE',
            }),
          ),
        'granted',
      ],
      ['a read of it by the owner of the bucket', get('owner', 'copy'), 'denied'],
    ],
  },
];

holdsAsGuided(
  'Amazon S3 user guide, "Walkthroughs that use policies to manage access to your Amazon S3 resources"',
  prepare,
  WALKS,
);
holdsAsGuided('Amazon S3 user guide, "Access control list (ACL) overview"', prepare, ACLS);
