import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { otherAccount } from '../../../aws/testing/accounts.ts';
import { setBucketPolicy } from '../../testing/buckets.ts';
import { allow, deny, type StatementText, to } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { BUCKET, Bucket, bucketPolicy, identity, list, OBJECTS, read, steps } from './people.ts';
import { at, prepare, put, type UploadWorld, USER, writers } from './upload-world.ts';

const DAVE = to(`arn:aws:iam::${otherAccount}:user/Dave`);
const create =
  (name: string, LocationConstraint?: 'eu-west-1' | 'sa-east-1') =>
  ({ user }: UploadWorld) =>
    user.s3.send(
      new CreateBucketCommand({
        Bucket: name,
        ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }),
      }),
    );
const version =
  (index: number, more: object = {}) =>
  ({ user, versions }: UploadWorld) =>
    user.s3.send(new GetObjectCommand({ Bucket, Key: 'v', VersionId: versions[index], ...more }));
const copy =
  (CopySource: string, more: object = {}) =>
  ({ user }: UploadWorld) =>
    user.s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource, ...more }));
const withOwner = (statement: (id: string) => readonly StatementText[]) => async (world: UploadWorld) => {
  await writers(world);
  await setBucketPolicy(world.owner, Bucket, ...statement(`id=${world.ownerId}`));
};
const FULL = 's3:x-amz-grant-full-control';
const ids = ({ ownerId }: UploadWorld) => ({ GrantFullControl: `id=${ownerId}` });

const CONDITIONS: readonly Example<UploadWorld>[] = [
  {
    words: 'An upload grants full control to the owner by a header',
    arrange: withOwner((id) => [
      allow('s3:PutObject', OBJECTS, { ...DAVE, ...when('StringEquals', FULL, id) }),
      allow('s3:PutObjectAcl', OBJECTS, DAVE),
    ]),
    asks: [
      ['with the header', (world) => put(ids(world), 'outsider')(world), 'granted'],
      ['without it', put({}, 'outsider'), 'denied'],
      [
        'with the canned ACL, which is another header',
        put({ ACL: 'bucket-owner-full-control' }, 'outsider'),
        'denied',
      ],
    ],
  },
  {
    words: 'An upload without that header is denied, whatever else allows it',
    arrange: withOwner((id) => [
      allow(['s3:PutObject', 's3:PutObjectAcl'], OBJECTS, DAVE),
      deny('s3:PutObject', OBJECTS, { ...DAVE, ...when('StringNotEquals', FULL, id) }),
    ]),
    asks: [
      ['with the header', (world) => put(ids(world), 'outsider')(world), 'granted'],
      ['without it', put({}, 'outsider'), 'denied'],
    ],
  },
  {
    words: 'Public ACLs are what two accounts may set',
    arrange: steps(
      writers,
      bucketPolicy(
        allow(['s3:PutObject', 's3:PutObjectAcl'], OBJECTS, {
          ...DAVE,
          ...when('StringEquals', 's3:x-amz-acl', 'public-read'),
        }),
      ),
    ),
    asks: [
      ['the ACL, which the public access block refuses', put({ ACL: 'public-read' }, 'outsider'), 'denied'],
      ['another', put({ ACL: 'private' }, 'outsider'), 'denied'],
    ],
  },
  {
    words: 'A user uploads with an ACL only if s3:PutObjectAcl is allowed too',
    arrange: steps(writers, identity(allow('s3:PutObject', OBJECTS))),
    asks: [
      ['with an ACL', put({ ACL: 'authenticated-read' }), 'denied'],
      ['without one', put(), 'granted'],
    ],
  },
  {
    words: 'Copies from one object only',
    arrange: bucketPolicy(
      allow(['s3:PutObject', 's3:GetObject', 's3:GetObjectTagging', 's3:PutObjectTagging'], OBJECTS, USER),
      deny('s3:PutObject', OBJECTS, {
        ...USER,
        ...when('StringNotEquals', 's3:x-amz-copy-source', `${Bucket}/public/a`),
      }),
    ),
    asks: [
      ['that object', copy(`${Bucket}/public/a`), 'granted'],
      ['another', copy(`${Bucket}/projects/a`), 'denied'],
    ],
  },
  {
    words: 'Copies whose metadata is replaced',
    arrange: bucketPolicy(
      allow(['s3:GetObject', 's3:GetObjectTagging', 's3:PutObjectTagging'], OBJECTS, USER),
      allow('s3:PutObject', OBJECTS, {
        ...USER,
        ...when('StringEquals', 's3:x-amz-metadata-directive', 'REPLACE'),
      }),
    ),
    asks: [
      ['replaced', copy(`${Bucket}/public/a`, { MetadataDirective: 'REPLACE' }), 'granted'],
      ['copied', copy(`${Bucket}/public/a`, { MetadataDirective: 'COPY' }), 'denied'],
      ['by default', copy(`${Bucket}/public/a`), 'denied'],
    ],
  },
  {
    words: 'A copy reads its source: one bucket policy, one identity-based policy',
    arrange: identity(allow('s3:PutObject', OBJECTS), allow('s3:GetObject', `${BUCKET}/public/*`)),
    asks: [
      ['of what may be read, with tags that may not', copy(`${Bucket}/public/a`), 'denied'],
      [
        'of what may be read, with other tags',
        copy(`${Bucket}/public/a`, { TaggingDirective: 'REPLACE' }),
        'granted',
      ],
      ['of what may not be read', copy(`${Bucket}/projects/a`, { TaggingDirective: 'REPLACE' }), 'denied'],
    ],
  },
  {
    words: 'One version of an object',
    arrange: async (world) => {
      const condition = when('StringNotEquals', 's3:VersionId', world.versions[0]);
      await bucketPolicy(
        allow('s3:GetObjectVersion', OBJECTS, USER),
        deny('s3:GetObjectVersion', OBJECTS, { ...USER, ...condition }),
      )(world);
    },
    asks: [
      ['that version', version(0), 'granted'],
      ['another', version(1), 'denied'],
      ['the current one, without its id', read('user', 'v'), 'denied'],
    ],
  },
  {
    words: 'Versions take another permission',
    arrange: identity(allow(['s3:GetObject', 's3:DeleteObject', 's3:GetObjectTagging'], OBJECTS)),
    asks: [
      ['a read', read('user', 'v'), 'granted'],
      ['a read of a version', version(1), 'denied'],
      [
        'the tags of a version',
        ({ user, versions }) =>
          user.s3.send(new GetObjectTaggingCommand({ ...at('v'), VersionId: versions[0] })),
        'denied',
      ],
      [
        'a deletion of a version',
        ({ user, versions }) => user.s3.send(new DeleteObjectCommand({ ...at('v'), VersionId: versions[0] })),
        'denied',
      ],
      ['a deletion', ({ user }) => user.s3.send(new DeleteObjectCommand(at('v'))), 'granted'],
    ],
  },
  {
    words: 'TLS of a version',
    arrange: bucketPolicy(
      allow('s3:PutObject', OBJECTS, USER),
      deny('s3:PutObject', [BUCKET, OBJECTS], {
        Principal: '*',
        ...when('NumericLessThan', 's3:TlsVersion', 1.2),
      }),
    ),
    asks: [['an upload', put(), 'granted']],
  },
  {
    words: 'TLS above a version',
    arrange: bucketPolicy(
      allow('s3:PutObject', OBJECTS, { ...USER, ...when('NumericGreaterThan', 's3:TlsVersion', 1.1) }),
    ),
    asks: [['an upload', put(), 'granted']],
  },
  {
    words: 'New buckets in one Region only',
    arrange: identity(
      allow('s3:CreateBucket', 'arn:aws:s3:::*', when('StringLike', 's3:LocationConstraint', 'eu-west-1')),
    ),
    asks: [
      ['there', create('bucket-one', 'eu-west-1'), 'granted'],
      ['elsewhere', create('bucket-two', 'sa-east-1'), '400 IllegalLocationConstraintException'],
    ],
  },
  {
    words: 'New buckets of another Region are denied',
    arrange: identity(
      allow('s3:CreateBucket', 'arn:aws:s3:::*'),
      deny('s3:CreateBucket', 'arn:aws:s3:::*', when('StringNotLike', 's3:LocationConstraint', 'sa-east-1')),
    ),
    asks: [['here', create('bucket-one', 'eu-west-1'), 'denied']],
  },
  {
    words: 'A list of one prefix',
    arrange: bucketPolicy(
      allow('s3:ListBucket', BUCKET, { ...USER, ...when('StringEquals', 's3:prefix', 'projects') }),
      deny('s3:ListBucket', BUCKET, { ...USER, ...when('StringNotEquals', 's3:prefix', 'projects') }),
    ),
    asks: [
      ['that prefix', list('user', { Prefix: 'projects' }), 'granted'],
      ['a longer one', list('user', { Prefix: 'projects/' }), 'denied'],
      ['none', list(), 'denied'],
      ['the bucket itself', ({ user }) => user.s3.send(new HeadBucketCommand({ Bucket })), '403 Unknown'],
    ],
  },
  {
    words: 'Short lists, if the request says nothing too',
    arrange: bucketPolicy(
      allow(['s3:ListBucket', 's3:ListBucketVersions'], BUCKET, USER),
      deny(['s3:ListBucket', 's3:ListBucketVersions'], BUCKET, {
        ...USER,
        ...when('NumericGreaterThan', 's3:max-keys', '10'),
      }),
    ),
    asks: [
      ['of 10', list('user', { MaxKeys: 10 }), 'granted'],
      ['of no number', list(), 'denied'],
      [
        'of versions, of no number',
        ({ user }) => user.s3.send(new ListObjectVersionsCommand({ Bucket })),
        'denied',
      ],
      [
        'of versions, of 10',
        ({ user }) => user.s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 10 })),
        'granted',
      ],
    ],
  },
];

holdsAsGuided(
  'Amazon S3 user guide, "Bucket policy examples using condition keys": uploads, copies and lists',
  prepare,
  CONDITIONS,
);
