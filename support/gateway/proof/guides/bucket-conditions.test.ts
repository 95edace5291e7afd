import {
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutBucketInventoryConfigurationCommand,
  PutObjectAclCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { account } from '../../../aws/testing/accounts.ts';
import { allow, deny } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { BUCKET, Bucket, bucketPolicy, identity, list, OBJECTS, read, steps } from './people.ts';
import { at, prepare, put, type UploadWorld, USER, writers } from './upload-world.ts';

function inventory(...OptionalFields: ('Size' | 'ObjectAccessControlList')[]) {
  const Id = 'all';
  return ({ user }: UploadWorld) =>
    user.s3.send(
      new PutBucketInventoryConfigurationCommand({
        Bucket,
        Id,
        InventoryConfiguration: {
          Id,
          IsEnabled: true,
          IncludedObjectVersions: 'Current',
          Schedule: { Frequency: 'Daily' },
          Destination: { S3BucketDestination: { Bucket: BUCKET, Format: 'CSV' } },
          ...(OptionalFields.length > 0 && { OptionalFields }),
        },
      }),
    );
}

const CONDITIONS: readonly Example<UploadWorld>[] = [
  {
    words: 'Short lists alone',
    arrange: identity(allow('s3:ListBucket', BUCKET, when('NumericLessThanEquals', 's3:max-keys', '10'))),
    asks: [
      ['of 9', list('user', { MaxKeys: 9 }), 'granted'],
      ['of 11', list('user', { MaxKeys: 11 }), 'denied'],
      ['of no number', list(), 'denied'],
    ],
  },
  {
    words: 'A referer',
    arrange: bucketPolicy(
      allow(['s3:GetObject', 's3:GetObjectVersion'], OBJECTS, {
        ...USER,
        ...when('StringLike', 'aws:Referer', ['http://www.example.com/*']),
      }),
    ),
    asks: [['without one', read(), 'denied']],
  },
  {
    words: 'One folder to upload to, and nothing else',
    arrange: identity(allow('s3:PutObject', `${BUCKET}/uploads/*`), {
      Effect: 'Deny',
      Action: 's3:*',
      NotResource: `${BUCKET}/uploads/*`,
    }),
    asks: [
      ['an upload there', put({ Key: 'uploads/a' }), 'granted'],
      ['an upload elsewhere', put(), 'denied'],
      ['a read there', read('user', 'uploads/a'), 'denied'],
    ],
  },
  {
    words: 'Buckets of one account only',
    arrange: steps(
      identity(
        allow('s3:*'),
        deny('s3:*', '*', when('StringNotEquals', 'aws:ResourceAccount', '222222222222')),
      ),
    ),
    asks: [['a bucket of another', read(), 'denied']],
  },
  {
    words: 'Buckets of the own account only',
    arrange: steps(
      identity(
        allow('s3:*'),
        deny('s3:*', '*', when('StringNotEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}')),
      ),
    ),
    asks: [
      ['an own bucket', read(), 'granted'],
      ['all buckets', ({ user }) => user.s3.send(new ListBucketsCommand({})), 'granted'],
    ],
  },
  {
    words: 'Buckets of one account only, by the key of S3',
    arrange: identity(allow('s3:*', '*', when('StringEquals', 's3:ResourceAccount', account))),
    asks: [['an own bucket', read(), 'granted']],
  },
  {
    words: 'Without an organization there is no id of one',
    arrange: identity(
      allow('s3:*'),
      deny('s3:*', 'arn:aws:s3:::*/*', when('StringNotEquals', 'aws:ResourceOrgID', '${aws:PrincipalOrgID}')),
    ),
    asks: [['a read', read(), 'denied']],
  },
  {
    words: 'Objects by a tag that the user must not change',
    arrange: identity(
      allow(
        ['s3:GetObject', 's3:PutObjectTagging'],
        OBJECTS,
        when('StringEquals', 's3:ExistingObjectTag/data', 'finance'),
      ),
      deny('s3:PutObjectTagging', OBJECTS, when('StringNotEquals', 's3:RequestObjectTag/data', 'finance')),
    ),
    asks: [
      ['a read of a tagged object', read('user', 'tagged'), 'granted'],
      ['a read of another', read(), 'denied'],
      [
        'the same tag',
        ({ user }) =>
          user.s3.send(
            new PutObjectTaggingCommand({
              ...at('tagged'),
              Tagging: { TagSet: [{ Key: 'data', Value: 'finance' }] },
            }),
          ),
        'granted',
      ],
      [
        'another value',
        ({ user }) =>
          user.s3.send(
            new PutObjectTaggingCommand({
              ...at('tagged'),
              Tagging: { TagSet: [{ Key: 'data', Value: 'hr' }] },
            }),
          ),
        'denied',
      ],
      ['its metadata', ({ user }) => user.s3.send(new HeadObjectCommand(at('tagged'))), 'granted'],
    ],
  },
  {
    words: 'Tags of an upload: one key, and no other',
    arrange: identity(
      allow(['s3:PutObject', 's3:PutObjectTagging'], OBJECTS, {
        Condition: {
          'ForAllValues:StringLike': { 's3:RequestObjectTagKeys': ['Owner'] },
          Null: { 's3:RequestObjectTagKeys': 'false' },
        },
      }),
    ),
    asks: [
      ['with it', put({ Tagging: 'Owner=me' }), 'granted'],
      ['with another beside it', put({ Tagging: 'Owner=me&x=y' }), 'denied'],
      ['without tags', put(), 'denied'],
    ],
  },
  {
    words: 'Encrypted uploads, in parts too',
    arrange: bucketPolicy(
      allow('s3:PutObject', OBJECTS, USER),
      deny('s3:PutObject', OBJECTS, {
        Principal: '*',
        ...when('StringNotEqualsIfExists', 's3:x-amz-server-side-encryption', 'aws:kms'),
      }),
    ),
    asks: [
      ['SSE-S3', put({ ServerSideEncryption: 'AES256' }), 'denied'],
      [
        'in parts, SSE-S3',
        ({ user }) =>
          user.s3.send(new CreateMultipartUploadCommand({ ...at('large'), ServerSideEncryption: 'AES256' })),
        'denied',
      ],
    ],
  },
  {
    words: 'No keys of customers',
    arrange: bucketPolicy(
      allow('s3:PutObject', OBJECTS, USER),
      deny('s3:PutObject', OBJECTS, {
        Principal: '*',
        ...when('Null', 's3:x-amz-server-side-encryption-customer-algorithm', 'false'),
      }),
    ),
    asks: [['an upload without one', put(), 'granted']],
  },
  {
    words: 'Inventories without some fields',
    arrange: identity(
      allow('s3:PutInventoryConfiguration'),
      deny(
        's3:PutInventoryConfiguration',
        BUCKET,
        when('ForAnyValue:StringEquals', 's3:InventoryAccessibleOptionalFields', ['ObjectAccessControlList']),
      ),
    ),
    asks: [
      ['with other fields', inventory('Size'), 'granted'],
      ['with that field', inventory('Size', 'ObjectAccessControlList'), 'denied'],
      ['without fields', inventory(), 'granted'],
    ],
  },
  {
    words: 'Deletions of several objects are decided one by one',
    arrange: identity(allow('s3:DeleteObject', `${BUCKET}/public/*`)),
    asks: [
      [
        'of what may be deleted, and what may not',
        async ({ user }) => {
          const Objects = [{ Key: 'public/a' }, { Key: 'projects/a' }];
          const { Errors = [] } = await user.s3.send(
            new DeleteObjectsCommand({ Bucket, Delete: { Objects } }),
          );
          if (Errors.length !== 1 || Errors[0]?.Key !== 'projects/a') throw new Error(JSON.stringify(Errors));
        },
        'granted',
      ],
      [
        'the other object stays',
        async ({ owner }) => owner.s3.send(new HeadObjectCommand(at('projects/a'))),
        'granted',
      ],
    ],
  },
  {
    words: 'An ACL of an object by a condition',
    arrange: steps(
      writers,
      identity(
        allow('s3:PutObjectAcl', OBJECTS, when('StringEquals', 's3:x-amz-acl', 'bucket-owner-full-control')),
      ),
    ),
    asks: [
      [
        'that one',
        ({ user }) => user.s3.send(new PutObjectAclCommand({ ...at('k'), ACL: 'bucket-owner-full-control' })),
        'granted',
      ],
      [
        'another',
        ({ user }) => user.s3.send(new PutObjectAclCommand({ ...at('k'), ACL: 'private' })),
        'denied',
      ],
    ],
  },
  {
    words: 'A principal of CloudFront',
    arrange: async () => undefined,
    asks: [
      [
        'the service, by the ARN of a distribution',
        bucketPolicy(
          allow('s3:GetObject', OBJECTS, {
            Principal: { Service: 'cloudfront.amazonaws.com' },
            ...when(
              'StringEquals',
              'AWS:SourceArn',
              `arn:aws:cloudfront::${account}:distribution/EDFDVBD6EXAMPLE`,
            ),
          }),
        ),
        'granted',
      ],
      [
        'the log delivery',
        bucketPolicy(
          allow('s3:PutObject', OBJECTS, {
            Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
          }),
        ),
        'granted',
      ],
    ],
  },
];

holdsAsGuided(
  'Amazon S3 user guide, "Bucket policy examples using condition keys": accounts, tags and inventories',
  prepare,
  CONDITIONS,
);
