import { DeleteObjectCommand, DeleteObjectsCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
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
const version = { Bucket, Key: 'k', VersionId: 'v'.repeat(32) };

const error = (status: number, code: string): Told => ({
  status,
  body: `<Error><Code>${code}</Code><Message>of the endpoint</Message></Error>`,
});
const BUCKETS =
  '<ListAllMyBucketsResult><Buckets><Bucket><Name>mine</Name></Bucket></Buckets></ListAllMyBucketsResult>';
const LOCK =
  '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>';
const OWNERSHIP =
  '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>';
const REFUSED = '<DeleteResult><Error><Key>k</Key><Code>AccessDenied</Code></Error></DeleteResult>';

/** An endpoint with Object Lock of its own, whose version is locked as soon as its lock was read. */
function lockedAfterTheRead({ method, target, headers }: Seen): Told {
  if (target === '/') {
    const isOwner = headers.authorization?.includes(`=${account}/`) === true;
    return { status: 200, body: isOwner ? BUCKETS : BUCKETS.replace(Bucket, 'another') };
  }
  if (target.includes('object-lock')) return { status: 200, body: LOCK };
  if (target.includes('retention') || target.includes('legal-hold'))
    return error(404, 'NoSuchObjectLockConfiguration');
  if (target.includes('?policy')) return error(404, 'NoSuchBucketPolicy');
  if (target.includes('?ownershipControls')) return { status: 200, body: OWNERSHIP };
  if (method === 'DELETE') return error(403, 'AccessDenied');
  if (method === 'POST') return { status: 200, body: REFUSED };
  return { status: 200, headers: { etag: '"e"', 'x-amz-bucket-region': 'eu-west-1' }, body: '' };
}

let endpoint: FakeEndpoint;
let gateway: Awaited<ReturnType<typeof startGatewayServer>>;
let s3: S3Client;

beforeEach(async () => {
  endpoint = await fakeEndpoint(async (seen) => lockedAfterTheRead(seen));
  gateway = await startGatewayServer(new EndpointStore(endpoint.url), { onInternalError: console.error });
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  s3 = new S3Client({
    endpoint: gateway.endpoint,
    region: 'eu-west-1',
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  await s3.send(new ListBucketsCommand({}));
});

afterEach(async () => {
  s3.destroy();
  await gateway[Symbol.asyncDispose]();
  await endpoint[Symbol.asyncDispose]();
});

test('a version that is locked while its deletion is decided is refused by the endpoint', async () => {
  expect(await answerOf(s3.send(new DeleteObjectCommand(version)))).toBe('403 AccessDenied: of the endpoint');
  const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [version] } }));
  expect(Errors).toMatchObject([{ Key: 'k', Code: 'AccessDenied' }]);
});

test('the endpoint learns of a bypass only from a request that asks for it', async () => {
  await answerOf(s3.send(new DeleteObjectCommand(version)));
  await answerOf(s3.send(new DeleteObjectCommand({ ...version, BypassGovernanceRetention: true })));
  const deletions = endpoint.seen.filter(({ method }) => method === 'DELETE');
  expect(deletions.map(({ headers }) => headers['x-amz-bypass-governance-retention'])).toEqual([
    undefined,
    'true',
  ]);
});
