import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  ListBucketsCommand,
  S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { EndpointStore } from '../../../../stores/endpoint/endpoint-store.ts';
import {
  type FakeEndpoint,
  fakeEndpoint,
  type Seen,
  type Told,
} from '../../../../stores/endpoint/testing/fake-endpoint.ts';
import { startGatewayServer } from '../../../serving/start-gateway-server.ts';
import { answerOf } from '../../../testing/lab-under-test.ts';

const right = Buffer.alloc(32, 'a').toString('base64');
const wrong = Buffer.alloc(32, 'b').toString('base64');
const copied = { Bucket: 'mine', Key: 'copy', CopySource: 'mine/closed' };

const LARGE = `${5 * 1024 ** 3 + 1}`;
const BUCKETS =
  '<ListAllMyBucketsResult><Buckets><Bucket><Name>mine</Name></Bucket></Buckets></ListAllMyBucketsResult>';
const VERSIONS =
  '<ListVersionsResult><Version><Key>closed</Key><IsLatest>true</IsLatest><VersionId>null</VersionId></Version></ListVersionsResult>';
const OWNERSHIP =
  '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>';
const ENCRYPTION =
  '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>';
const UPLOAD = '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>';

/** A store that holds a large object, and one under a customer's key, and copies both whichever key is brought. */
function overlooking({ method, target, headers }: Seen): Told {
  const isOwner = headers.authorization?.includes(`=${account}/`) === true;
  if (target === '/') return told(200, isOwner ? BUCKETS : BUCKETS.replace('mine', 'another'));
  if (target.includes('?policy')) return told(404, '<Error><Code>NoSuchBucketPolicy</Code></Error>');
  if (target.includes('versions')) return told(200, VERSIONS);
  if (target.includes('?ownershipControls')) return told(200, OWNERSHIP);
  if (target.includes('?encryption')) return told(200, ENCRYPTION);
  if (target.includes('?uploads')) return told(200, UPLOAD);
  if (target.includes('tagging')) return told(200, '<Tagging><TagSet/></Tagging>');
  if (method === 'HEAD' && target.startsWith('/mine/closed')) {
    const key = headers['x-amz-server-side-encryption-customer-key'];
    return told(key === undefined ? 400 : key === right ? 200 : 403, '');
  }
  if (method === 'HEAD' && target.startsWith('/mine/large'))
    return told(200, '', { 'content-length': LARGE });
  return told(200, method === 'PUT' ? '<CopyResult><ETag>"e"</ETag></CopyResult>' : '');
}

function told(status: number, body: string, more: Readonly<Record<string, string>> = {}): Told {
  return { status, headers: { etag: '"e"', 'x-amz-bucket-region': 'eu-west-1', ...more }, body };
}

let endpoint: FakeEndpoint;
let gateway: Awaited<ReturnType<typeof startGatewayServer>>;
let s3: S3Client;

beforeEach(async () => {
  endpoint = await fakeEndpoint(overlooking);
  gateway = await startGatewayServer(new EndpointStore(endpoint.url), { onInternalError: console.error });
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const options = { region: 'eu-west-1', credentials, forcePathStyle: true, maxAttempts: 1 };
  s3 = new S3Client({ endpoint: gateway.endpoint, ...options });
  await s3.send(new ListBucketsCommand({}));
  await s3.send(new CreateMultipartUploadCommand({ Bucket: 'mine', Key: 'copy' }));
});

afterEach(async () => {
  s3.destroy();
  await gateway[Symbol.asyncDispose]();
  await endpoint[Symbol.asyncDispose]();
});

const under = (CopySourceSSECustomerKey: string) => ({
  ...copied,
  CopySourceSSECustomerAlgorithm: 'AES256',
  CopySourceSSECustomerKey,
});

test.each<[string, (key: string) => Promise<unknown>]>([
  ['CopyObject', (key) => s3.send(new CopyObjectCommand(under(key)))],
  [
    'UploadPartCopy',
    (key) => s3.send(new UploadPartCopyCommand({ ...under(key), UploadId: 'u', PartNumber: 1 })),
  ],
])(
  '%s of an object under a customer’s key takes that key, and is not performed with another',
  async (_, send) => {
    const written = () => endpoint.seen.filter(({ method }) => method === 'PUT').length;
    expect(await answerOf(send(wrong))).toBe(
      '403 AccessDenied: Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.',
    );
    expect(written()).toBe(0);
    expect(await answerOf(send(right))).toBe('granted');
    expect(written()).toBe(1);
  },
);

describe('an object of more than 5 GiB', () => {
  const large = { ...copied, CopySource: 'mine/large' };
  const part = { ...large, UploadId: 'u', PartNumber: 1 };

  test.each<[string, () => Promise<unknown>]>([
    ['CopyObject', () => s3.send(new CopyObjectCommand(large))],
    ['UploadPartCopy', () => s3.send(new UploadPartCopyCommand(part))],
  ])('is not copied by one %s', async (_, send) => {
    expect(await answerOf(send())).toContain('400 InvalidRequest: The specified copy source is larger');
    expect(endpoint.seen.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('is copied in ranges', async () => {
    const range = { ...part, CopySourceRange: 'bytes=0-5368709119' };
    expect(await answerOf(s3.send(new UploadPartCopyCommand(range)))).toBe('granted');
  });
});
