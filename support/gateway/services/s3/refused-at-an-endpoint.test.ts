import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  ListBucketsCommand,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  type PutBucketOwnershipControlsCommandInput,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { EndpointStore } from '../../../stores/endpoint/endpoint-store.ts';
import {
  type FakeEndpoint,
  fakeEndpoint,
  type Seen,
  type Told,
} from '../../../stores/endpoint/testing/fake-endpoint.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import { answerOf } from '../../testing/lab-under-test.ts';

const Bucket = 'mine';
const object = { Bucket, Key: 'k' };

/** A permissive S3: it performs everything, and has the settings of a new bucket but for its ACLs. */
function permissive(ownership: string): (seen: Seen) => Told {
  return ({ method, target, headers }) => {
    const isOwner = headers.authorization?.includes(`=${account}/`) === true;
    if (target === '/') return { status: 200, body: isOwner ? BUCKETS : BUCKETS.replace(Bucket, 'another') };
    if (/^[/](xn--)?new$/.test(target) && method === 'HEAD') return { status: 404 };
    if (method === 'GET' && target.includes('?ownershipControls'))
      return { status: 200, body: OWNERSHIP.replace('BucketOwnerEnforced', ownership) };
    if (target.includes('?publicAccessBlock')) return publicAccess(method);
    if (method === 'GET' && target.includes('?acl')) return { status: 200, body: OPEN_ACL };
    if (method === 'GET' && target.includes('?encryption')) return { status: 200, body: ENCRYPTION };
    if (target.endsWith('?uploads')) return { status: 200, body: UPLOAD };
    if (method === 'GET' && target.includes('uploadId'))
      return { status: 200, body: '<ListPartsResult><UploadId>u</UploadId></ListPartsResult>' };
    if (method === 'GET' && target.includes('?policy'))
      return { status: 404, body: '<Error><Code>NoSuchBucketPolicy</Code></Error>' };
    if (method === 'GET' && target.includes('?tagging'))
      return { status: 200, body: '<Tagging><TagSet/></Tagging>' };
    return { status: 200, headers: { etag: '"e"', 'x-amz-bucket-region': 'eu-west-1' }, body: '' };
  };
}

function publicAccess(method: string | undefined): Told {
  if (method === 'PUT')
    return blocks
      ? { status: 200, body: '' }
      : { status: 501, body: '<Error><Code>NotImplemented</Code></Error>' };
  const absent = '<Error><Code>NoSuchPublicAccessBlockConfiguration</Code></Error>';
  return block === undefined ? { status: 404, body: absent } : { status: 200, body: block };
}

const BUCKETS =
  '<ListAllMyBucketsResult><Buckets><Bucket><Name>mine</Name></Bucket></Buckets></ListAllMyBucketsResult>';
const UPLOAD = '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>';
const OWNERSHIP =
  '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>';
const BLOCK =
  '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>';
const OPEN_ACL =
  '<AccessControlPolicy><Owner><ID>one</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>one</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/s3/LogDelivery</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>';
const ENCRYPTION =
  '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>';

let ownership: string;
/** The endpoint's Block Public Access settings; undefined if it has none. */
let block: string | undefined;
/** True if it sets Block Public Access. */
let blocks: boolean;
let endpoint: FakeEndpoint;
let gateway: Awaited<ReturnType<typeof startGatewayServer>>;
let s3: S3Client;

beforeEach(async () => {
  ownership = 'BucketOwnerEnforced';
  block = BLOCK;
  blocks = true;
  endpoint = await fakeEndpoint((seen) => permissive(ownership)(seen));
  gateway = await startGatewayServer(new EndpointStore(endpoint.url), { onInternalError: console.error });
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const options = { region: 'eu-west-1', credentials, forcePathStyle: true, maxAttempts: 1 };
  s3 = new S3Client({ endpoint: gateway.endpoint, ...options });
  await s3.send(new ListBucketsCommand({}));
});

afterEach(async () => {
  s3.destroy();
  await gateway[Symbol.asyncDispose]();
  await endpoint[Symbol.asyncDispose]();
});

const written = () => endpoint.seen.filter(({ method }) => method !== 'GET' && method !== 'HEAD');

const publicRead = { ACL: 'public-read' } as const;
const enforced = {
  OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
} satisfies Partial<PutBucketOwnershipControlsCommandInput>;

test.each<[string, string, () => Promise<unknown>]>([
  [
    'PutObject',
    'AccessControlListNotSupported',
    () => s3.send(new PutObjectCommand({ ...object, ...publicRead, Body: 'x' })),
  ],
  [
    'CopyObject',
    'AccessControlListNotSupported',
    () => s3.send(new CopyObjectCommand({ ...object, CopySource: 'mine/a', ...publicRead })),
  ],
  [
    'CreateMultipartUpload',
    'AccessControlListNotSupported',
    () => s3.send(new CreateMultipartUploadCommand({ ...object, ...publicRead })),
  ],
  [
    'PutObjectAcl',
    'AccessControlListNotSupported',
    () => s3.send(new PutObjectAclCommand({ ...object, ACL: 'private' })),
  ],
  ['PutBucketAcl', 'AccessDenied', () => s3.send(new PutBucketAclCommand({ Bucket, ...publicRead }))],
  [
    'PutBucketAcl',
    'InvalidArgument',
    () => s3.send(new PutBucketAclCommand({ Bucket, ACL: 'none' as 'private' })),
  ],
  [
    'CreateBucket',
    'InvalidBucketAclWithBlockPublicAccessError',
    () =>
      s3.send(
        new CreateBucketCommand({
          Bucket: 'new',
          ObjectOwnership: 'ObjectWriter',
          ...publicRead,
          CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
        }),
      ),
  ],
  [
    'PutBucketVersioning',
    'MalformedXML',
    () =>
      s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'On' as 'Enabled' } }),
      ),
  ],
  ['CreateBucket', 'InvalidBucketName', () => s3.send(new CreateBucketCommand({ Bucket: 'xn--new' }))],
  [
    'CreateBucket',
    'IllegalLocationConstraintException',
    () =>
      s3.send(
        new CreateBucketCommand({
          Bucket: 'new',
          CreateBucketConfiguration: { LocationConstraint: 'us-west-2' },
        }),
      ),
  ],
  [
    'PutBucketOwnershipControls',
    'InvalidBucketAclWithObjectOwnership',
    () => s3.send(new PutBucketOwnershipControlsCommand({ Bucket, ...enforced })),
  ],
])('%s is refused before the endpoint hears of it: %s', async (_, code, send) => {
  expect(await answerOf(send())).toContain(` ${code}: `);
  expect(written()).toEqual([]);
});

test.each<[string, () => Promise<unknown>]>([
  ['PutObject', () => s3.send(new PutObjectCommand({ ...object, ...publicRead, Body: 'x' }))],
  ['CopyObject', () => s3.send(new CopyObjectCommand({ ...object, CopySource: 'mine/a', ...publicRead }))],
  ['CreateMultipartUpload', () => s3.send(new CreateMultipartUploadCommand({ ...object, ...publicRead }))],
  ['PutObjectAcl', () => s3.send(new PutObjectAclCommand({ ...object, ...publicRead }))],
])(
  '%s with a public ACL is refused before the endpoint hears of it where ACLs are enabled',
  async (_, send) => {
    ownership = 'ObjectWriter';
    expect(await answerOf(send())).toContain('the BlockPublicAcls setting');
    expect(written()).toEqual([]);
  },
);

test('an object of the bucket’s own account is written with a private ACL', async () => {
  expect(await answerOf(s3.send(new PutObjectCommand({ ...object, ACL: 'private', Body: 'x' })))).toBe(
    'granted',
  );
  expect(written()).toHaveLength(1);
});

test('an upload is not completed with a CRC64NVME that the endpoint would not compare', async () => {
  await s3.send(new CreateMultipartUploadCommand(object));
  const before = written().length;
  const completion = {
    ...object,
    UploadId: 'u',
    ChecksumCRC64NVME: 'AAAAAAAAAAA=',
    MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '"e"' }] },
  };
  const answer = await answerOf(s3.send(new CompleteMultipartUploadCommand(completion)));
  expect(answer).toContain('501 NotImplemented: keyhole: the store does not compare the CRC64NVME');
  expect(written().slice(before)).toEqual([]);
});

describe('a new bucket', () => {
  const create = () =>
    s3.send(
      new CreateBucketCommand({
        Bucket: 'new',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      }),
    );

  test('has ACLs disabled, whatever the default of the endpoint', async () => {
    expect(await answerOf(create())).toBe('granted');
    expect(written().map(({ headers }) => headers['x-amz-object-ownership'])).toEqual([
      'BucketOwnerEnforced',
    ]);
  });

  test('has public access blocked where the endpoint does not block it by itself', async () => {
    block = undefined;
    expect(await answerOf(create())).toBe('granted');
    expect(written().map(({ method, target }) => `${method} ${target}`)).toEqual([
      'PUT /new',
      'PUT /new?publicAccessBlock',
    ]);
    expect(written()[1]?.body).toContain('<RestrictPublicBuckets>true</RestrictPublicBuckets>');
  });

  test('is not left where public access cannot be blocked', async () => {
    block = undefined;
    blocks = false;
    expect(await answerOf(create())).toContain('501 NotImplemented');
    expect(written().map(({ method, target }) => `${method} ${target}`)).toEqual([
      'PUT /new',
      'PUT /new?publicAccessBlock',
      'DELETE /new',
    ]);
  });
});
