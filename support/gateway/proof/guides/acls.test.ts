import {
  CopyObjectCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectAclCommand,
} from '@aws-sdk/client-s3';
import { otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, to } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided } from './guide-examples.ts';
import {
  aclOf,
  Bucket,
  bucketPolicy,
  get,
  list,
  OBJECTS,
  prepare,
  put,
  steps,
  userPolicy,
  type WalkWorld,
  type Who,
} from './walkthrough-world.ts';

const setAcl =
  (who: Who, Key: string, ACL: 'private' | 'bucket-owner-full-control' | 'public-read') =>
  (world: WalkWorld) =>
    world[who].s3.send(new PutObjectAclCommand({ Bucket, Key, ACL }));
const bucketAcl = (grants: (ids: WalkWorld['ids']) => object) => (world: WalkWorld) =>
  world.owner.s3.send(new PutBucketAclCommand({ Bucket, ...grants(world.ids) }));

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
holdsAsGuided('Amazon S3 user guide, "Access control list (ACL) overview"', prepare, ACLS);
