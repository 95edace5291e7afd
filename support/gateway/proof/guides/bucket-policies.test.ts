import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { allow, type Clients, deny, newKey, type StatementText, to } from '../../testing/lab-under-test.ts';
import { type Ask, type Example, holdsAsGuided, type World, when } from './guide-examples.ts';

/** A bucket of the owner with objects, a user without identity policies, and a partner's user with all of S3. */
interface BucketWorld extends World {
  readonly user: Clients;
  readonly outsider: Clients;
  readonly anonymous: Clients;
  readonly key: string;
  readonly otherKey: string;
}

const Bucket = 'records';
const BUCKET = `arn:aws:s3:::${Bucket}`;
const OBJECTS = `${BUCKET}/*`;
const USER_ARN = `arn:aws:iam::${account}:user/user`;
const USER = to(USER_ARN);
const OUTSIDER = to(`arn:aws:iam::${otherAccount}:user/Outsider`);
const EVERYBODY = { Principal: '*' };

async function prepare(world: World): Promise<BucketWorld> {
  const { lab, owner } = world;
  await newBucket(owner, Bucket);
  await owner.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const tagged = { production: 'environment=production', dev: 'environment=dev' };
  for (const [Key, Tagging] of Object.entries(tagged)) await newObject(owner, { Bucket, Key, Tagging });
  for (const Key of ['public/a', 'private/a', 'tax/a']) await newObject(owner, { Bucket, Key });
  return {
    ...world,
    user: await lab.user(account, 'user'),
    outsider: await lab.user(otherAccount, 'Outsider', allow('s3:*')),
    anonymous: lab.as('anonymous'),
    key: await newKey(owner),
    otherKey: await newKey(owner),
  };
}

type Who = 'user' | 'outsider' | 'anonymous' | 'owner';
type Headers = Partial<PutObjectCommandInput>;

const get = (who: Who, Key: string) => (world: BucketWorld) =>
  world[who].s3.send(new GetObjectCommand({ Bucket, Key }));
const put =
  (who: Who, headers: Headers | ((world: BucketWorld) => Headers) = {}) =>
  (world: BucketWorld) =>
    newObject(world[who], {
      Bucket,
      Key: 'new',
      ...(typeof headers === 'function' ? headers(world) : headers),
    });
const list = (who: Who, more: object) => (world: BucketWorld) =>
  world[who].s3.send(new ListObjectsV2Command({ Bucket, ...more }));
const copy = (CopySource: string) => (world: BucketWorld) =>
  world.user.s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
const tag = (tags: Readonly<Record<string, string>>) => (world: BucketWorld) => {
  const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return world.user.s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'dev', Tagging: { TagSet } }));
};
const remove = (who: Who) => (world: BucketWorld) =>
  world[who].s3.send(new DeleteObjectCommand({ Bucket, Key: 'dev' }));

/** A whole multipart upload of the user. */
const multipart =
  (more: object = {}) =>
  async ({ user }: BucketWorld) => {
    const at = { Bucket, Key: 'large' };
    const { UploadId } = await user.s3.send(new CreateMultipartUploadCommand(at));
    const part = { ...at, UploadId, PartNumber: 1, Body: 'x' };
    const { ETag } = await user.s3.send(new UploadPartCommand(part));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await user.s3.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload, ...more }));
  };

const policy =
  (...statements: readonly StatementText[]) =>
  ({ owner }: BucketWorld) =>
    setBucketPolicy(owner, Bucket, ...statements);

/** Sets statements that name one of the keys of the world. */
const keyPolicy = (statement: (key: string) => StatementText) => (world: BucketWorld) =>
  setBucketPolicy(world.owner, Bucket, allow('s3:PutObject', OBJECTS, USER), statement(world.key));

const KMS = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const SSE = 's3:x-amz-server-side-encryption';
const under = ({ key }: BucketWorld) =>
  ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key, Key: 'new' }) as const;
const underOther = ({ otherKey }: BucketWorld) =>
  ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: otherKey, Key: 'new' }) as const;
const byDefault = async (world: BucketWorld) => {
  const { key } = world;
  await world.owner.s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } }],
      },
    }),
  );
  return world.owner.s3.send(new PutObjectCommand({ Bucket, Key: 'default' }));
};

const DENY_PUT = (more: object) => deny('s3:PutObject', OBJECTS, { ...EVERYBODY, ...more });
const FULL = 'bucket-owner-full-control';
const enforced: readonly Ask<BucketWorld>[] = [
  ['without an ACL', put('outsider'), 'denied'],
  ['with full control for the owner', put('outsider', { ACL: FULL }), 'granted'],
  ['read by the owner', get('owner', 'new'), 'granted'],
];

const EXAMPLES: readonly Example<BucketWorld>[] = [
  {
    words: 'Every object must be encrypted under a KMS key',
    arrange: keyPolicy(() => DENY_PUT(when('Null', KMS, 'true'))),
    asks: [
      ['without a header', put('owner'), 'denied'],
      ['with SSE-S3', put('owner', { ServerSideEncryption: 'AES256' }), 'denied'],
      ['with a KMS key', put('owner', under), 'granted'],
      ['with the AWS managed key', put('owner', { ServerSideEncryption: 'aws:kms' }), 'granted'],
      ['with a KMS key by default', byDefault, 'granted'],
    ],
  },
  {
    words: 'Every object must be encrypted under one KMS key',
    arrange: keyPolicy((key) => DENY_PUT(when('ArnNotEqualsIfExists', KMS, key))),
    asks: [
      ['without a header', put('owner'), 'denied'],
      ['with the key', put('owner', under), 'granted'],
      ['with another key', put('owner', underOther), 'denied'],
      ['with the key by default', byDefault, 'granted'],
    ],
  },
  {
    words: 'Every upload must have the header of SSE-S3',
    arrange: keyPolicy(() => DENY_PUT(when('StringNotEquals', SSE, 'AES256'))),
    asks: [
      ['without the header', put('user'), 'denied'],
      ['with it', put('user', { ServerSideEncryption: 'AES256' }), 'granted'],
      ['with that of KMS', put('owner', under), 'denied'],
    ],
  },
  {
    words: 'A partner uploads only with full control for the bucket owner, with ACLs disabled',
    arrange: policy(
      allow('s3:PutObject', OBJECTS, { ...OUTSIDER, ...when('StringEquals', 's3:x-amz-acl', FULL) }),
    ),
    asks: enforced,
  },
  {
    words: 'A partner uploads only with full control for the bucket owner, with ACLs enabled',
    async arrange(world) {
      const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' as const }] };
      await world.owner.s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
      const condition = when('StringEquals', 's3:x-amz-acl', FULL);
      await policy(allow('s3:PutObject', OBJECTS, { ...OUTSIDER, ...condition }))(world);
    },
    asks: enforced,
  },
  {
    words: 'A user copies from one prefix only',
    arrange: policy(
      allow(['s3:PutObject', 's3:GetObject'], OBJECTS, USER),
      deny('s3:PutObject', OBJECTS, {
        ...USER,
        ...when('StringNotLike', 's3:x-amz-copy-source', `${Bucket}/public/*`),
      }),
    ),
    asks: [
      ['a copy from there', copy(`${Bucket}/public/a`), 'granted'],
      ['a copy from elsewhere', copy(`${Bucket}/private/a`), 'denied'],
      ['a copy from elsewhere, after a slash', copy(`/${Bucket}/private/a`), 'denied'],
      ['an upload', put('user'), 'denied'],
    ],
  },
  {
    words: 'A user uploads with one storage class only',
    arrange: policy(
      allow('s3:PutObject', OBJECTS, {
        ...USER,
        ...when('StringEquals', 's3:x-amz-storage-class', 'STANDARD_IA'),
      }),
    ),
    asks: [
      ['with it', put('user', { StorageClass: 'STANDARD_IA' }), 'granted'],
      ['without one', put('user'), 'denied'],
      ['with another', put('user', { StorageClass: 'STANDARD' }), 'denied'],
    ],
  },
  {
    words: 'A user reads only what is tagged',
    arrange: policy(
      allow('s3:GetObject', OBJECTS, {
        ...USER,
        ...when('StringEquals', 's3:ExistingObjectTag/environment', 'production'),
      }),
    ),
    asks: [
      ['tagged so', get('user', 'production'), 'granted'],
      ['tagged otherwise', get('user', 'dev'), 'denied'],
      ['not tagged', get('user', 'public/a'), 'denied'],
    ],
  },
  {
    words: 'A user sets tags of some keys only',
    arrange: policy(
      allow('s3:PutObjectTagging', OBJECTS, {
        ...USER,
        ...when('ForAnyValue:StringEquals', 's3:RequestObjectTagKeys', ['Owner', 'Date']),
      }),
    ),
    asks: [
      ['one of them', tag({ Owner: 'a' }), 'granted'],
      ['one of them and another', tag({ Owner: 'a', Other: 'b' }), 'granted'],
      ['another', tag({ Other: 'b' }), 'denied'],
      ['none', tag({}), 'denied'],
    ],
  },
  {
    words: 'A user uploads with one tag only',
    arrange: policy(
      allow(['s3:PutObject', 's3:PutObjectTagging'], OBJECTS, {
        ...USER,
        ...when('StringEquals', 's3:RequestObjectTag/Department', 'Finance'),
      }),
    ),
    asks: [
      ['with the tag', put('user', { Tagging: 'Department=Finance' }), 'granted'],
      ['with another value', put('user', { Tagging: 'Department=HR' }), 'denied'],
      ['without it', put('user'), 'denied'],
    ],
  },
  {
    words: 'Only one network reads, except one address in it',
    arrange: policy(
      allow('s3:GetObject', OBJECTS, {
        ...EVERYBODY,
        Condition: {
          IpAddress: { 'aws:SourceIp': ['127.0.0.0/8', '2001:DB8:1234:5678::/64'] },
          NotIpAddress: { 'aws:SourceIp': ['127.9.9.9/32', '2001:DB8:1234:5678:ABCD::/80'] },
        },
      }),
    ),
    asks: [['from the network', get('anonymous', 'dev'), 'granted']],
  },
  {
    words: 'Requests from outside a network, a VPC or an endpoint are denied',
    arrange: policy(
      allow('s3:*', [BUCKET, OBJECTS], USER),
      deny('s3:GetObject', OBJECTS, {
        ...EVERYBODY,
        ...when('NotIpAddress', 'aws:SourceIp', '192.0.2.0/24'),
      }),
      deny('s3:PutObject', OBJECTS, {
        ...EVERYBODY,
        ...when('StringNotEquals', 'aws:SourceVpce', 'vpce-1a2b3c4d'),
      }),
      deny('s3:DeleteObject', OBJECTS, {
        ...EVERYBODY,
        ...when('StringNotEquals', 'aws:SourceVpc', 'vpc-111bbb22'),
      }),
    ),
    asks: [
      ['a read from elsewhere', get('user', 'dev'), 'denied'],
      ['of the root user as well', get('owner', 'dev'), 'denied'],
      ['an upload from no endpoint', put('user'), 'denied'],
      ['a deletion from no VPC', remove('user'), 'denied'],
      ['anything else', list('user', {}), 'granted'],
    ],
  },
  {
    words: 'A folder takes MFA, and everything else is public',
    arrange: policy(
      deny('s3:*', `${BUCKET}/tax/*`, { ...EVERYBODY, ...when('Null', 'aws:MultiFactorAuthAge', true) }),
      allow('s3:GetObject', OBJECTS, EVERYBODY),
    ),
    asks: [
      ['the folder', get('anonymous', 'tax/a'), 'denied'],
      ['the folder, by the root user', get('owner', 'tax/a'), 'denied'],
      ['the rest', get('anonymous', 'dev'), 'granted'],
    ],
  },
  {
    words: 'Every principal but one is denied, by its ARN',
    arrange: policy(
      allow('s3:GetObject', OBJECTS, USER),
      deny('s3:GetObject', OBJECTS, { ...EVERYBODY, ...when('ArnNotEquals', 'aws:PrincipalArn', USER_ARN) }),
    ),
    asks: [
      ['the one', get('user', 'dev'), 'granted'],
      ['the root user', get('owner', 'dev'), 'denied'],
      ['a partner', get('outsider', 'dev'), 'denied'],
    ],
  },
  {
    words: 'Uploads by services alone',
    arrange: policy(
      DENY_PUT(
        when('ForAllValues:StringNotEquals', 'aws:PrincipalServiceNamesList', 'logging.s3.amazonaws.com'),
      ),
    ),
    asks: [
      ['of the root user', put('owner'), 'denied'],
      ['a read of it', get('owner', 'dev'), 'granted'],
    ],
  },
  {
    words: 'A list of one prefix only, with a delimiter',
    arrange: policy(
      allow('s3:ListBucket', BUCKET, {
        ...USER,
        Condition: { StringLike: { 's3:prefix': ['', 'public/*'] }, StringEquals: { 's3:delimiter': '/' } },
      }),
    ),
    asks: [
      ['the top', list('user', { Prefix: '', Delimiter: '/' }), 'granted'],
      ['the prefix', list('user', { Prefix: 'public/', Delimiter: '/' }), 'granted'],
      ['another prefix', list('user', { Prefix: 'tax/', Delimiter: '/' }), 'denied'],
      ['the prefix without a delimiter', list('user', { Prefix: 'public/' }), 'denied'],
      ['no prefix, which is not the empty one', list('user', { Delimiter: '/' }), 'denied'],
    ],
  },
  {
    words: 'Short lists only',
    arrange: policy(
      allow('s3:ListBucket', BUCKET, USER),
      deny('s3:ListBucket', BUCKET, { ...USER, ...when('NumericGreaterThan', 's3:max-keys', '10') }),
    ),
    asks: [
      ['of 10', list('user', { MaxKeys: 10 }), 'granted'],
      ['of 11', list('user', { MaxKeys: 11 }), 'denied'],
    ],
  },
  {
    words: 'Uploads that overwrite nothing',
    arrange: policy(
      allow('s3:PutObject', OBJECTS, USER),
      deny('s3:PutObject', OBJECTS, {
        ...USER,
        Condition: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
      }),
    ),
    asks: [
      ['conditional', put('user', { IfNoneMatch: '*' }), 'granted'],
      ['conditional, once more', put('user', { IfNoneMatch: '*' }), '412 PreconditionFailed'],
      ['unconditional', put('user'), 'denied'],
      ['in parts, completed conditionally', multipart({ IfNoneMatch: '*' }), 'granted'],
      ['in parts, completed unconditionally', multipart(), 'denied'],
    ],
  },
];

holdsAsGuided('Amazon S3 user guide, "Bucket policy examples"', prepare, EXAMPLES);
