import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  ListBucketsCommand,
  S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EndpointStore } from '../../../../stores/endpoint/endpoint-store.ts';
import {
  type FakeEndpoint,
  fakeEndpoint,
  type Seen,
  type Told,
} from '../../../../stores/endpoint/testing/fake-endpoint.ts';
import { startGatewayBefore } from '../../../serving/gateway-before.ts';
import { outcomeOf } from '../../../testing/lab-under-test.ts';

const account = '111111111111';
const right = Buffer.alloc(32, 'a').toString('base64');
const wrong = Buffer.alloc(32, 'b').toString('base64');
const copied = { Bucket: 'mine', Key: 'copy', CopySource: 'mine/closed' };

const BUCKETS =
  '<ListAllMyBucketsResult><Buckets><Bucket><Name>mine</Name></Bucket></Buckets></ListAllMyBucketsResult>';
const VERSIONS =
  '<ListVersionsResult><Version><Key>closed</Key><IsLatest>true</IsLatest><VersionId>null</VersionId></Version></ListVersionsResult>';
const OWNERSHIP =
  '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>';
const ENCRYPTION =
  '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>';
const UPLOAD = '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>';

/** A store that holds one object under a customer's key, and copies it whichever key is brought. */
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
  return told(200, method === 'PUT' ? '<CopyResult><ETag>"e"</ETag></CopyResult>' : '');
}

function told(status: number, body: string): Told {
  return { status, headers: { etag: '"e"', 'x-amz-bucket-region': 'eu-west-1' }, body };
}

let endpoint: FakeEndpoint;
let gateway: Awaited<ReturnType<typeof startGatewayBefore>>;
let s3: S3Client;

beforeEach(async () => {
  endpoint = await fakeEndpoint(overlooking);
  gateway = await startGatewayBefore(new EndpointStore(endpoint.url), { onInternalError: console.error });
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
    expect(await outcomeOf(send(wrong))).toBe(
      '403 AccessDenied: Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.',
    );
    expect(written()).toBe(0);
    expect(await outcomeOf(send(right))).toBe('granted');
    expect(written()).toBe(1);
  },
);
