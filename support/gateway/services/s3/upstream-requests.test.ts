import { GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { EndpointStore } from '../../../stores/endpoint/endpoint-store.ts';
import { believedFor } from '../../../stores/endpoint/read-cache/read-cache.ts';
import { fakeEndpoint, type Seen, type Told } from '../../../stores/endpoint/testing/fake-endpoint.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';

const keyArn = `arn:aws:kms:eu-west-1:${account}:key/1b2c3d4e-0000-4000-8000-000000000000`;
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' }],
});

/** KMS with one key, which every alias stands for. */
const kms: Readonly<Record<string, object>> = {
  DescribeKey: {
    KeyMetadata: {
      Arn: keyArn,
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
    },
  },
  GetKeyPolicy: { Policy },
  ListGrants: { Grants: [] },
  ListAliases: { Aliases: [] },
};

const text = (body: string, status = 200): Told => ({ status, body });
const BUCKETS =
  '<ListAllMyBucketsResult><Buckets><Bucket><Name>mine</Name></Bucket></Buckets></ListAllMyBucketsResult>';
const OWNERSHIP =
  '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>';
const encryptionBy = (key: string) =>
  `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>${key}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`;
const encrypted = {
  etag: '"e"',
  'x-amz-server-side-encryption': 'aws:kms',
  'x-amz-server-side-encryption-aws-kms-key-id': keyArn,
};

/** An endpoint with a bucket, whose default encryption is under a key or under `aws/s3`. */
function answer({ method, target, headers }: Seen, defaultKey: string | undefined): Told {
  const operation = String(headers['x-amz-target'] ?? '').replace('TrentService.', '');
  if (operation !== '') return text(JSON.stringify(kms[operation]), kms[operation] ? 200 : 400);
  const isOwner = headers.authorization?.includes(`=${account}/`) === true;
  if (target === '/') return text(isOwner ? BUCKETS : BUCKETS.replace('mine', 'another'));
  if (target.includes('?policy')) return text('<Error><Code>NoSuchBucketPolicy</Code></Error>', 404);
  if (target.includes('?ownershipControls')) return text(OWNERSHIP);
  if (target.includes('?encryption'))
    return text(encryptionBy(defaultKey ? `<KMSMasterKeyID>${defaultKey}</KMSMasterKeyID>` : ''));
  if (target === '/mine') return { status: 200, headers: { 'x-amz-bucket-region': 'eu-west-1' } };
  return { status: 200, headers: encrypted, body: method === 'GET' ? 'content' : '' };
}

/** A request by its operation. */
function operationOf({ method, target, headers }: Seen): string {
  const [, ofKms] = String(headers['x-amz-target'] ?? '').split('.');
  if (ofKms !== undefined) return ofKms;
  const [path = '', query = ''] = target.split('?');
  const sub = query.split('&').find((part) => !part.startsWith('x-id='));
  return `${method} ${path}${sub ? `?${sub.replace(/=$/, '')}` : ''}`;
}

let now = 0;
afterEach(() => void jest.restoreAllMocks());

/** Counts the requests of each operation that arrive at the endpoint while the gateway answers some. */
type Counted = (run: (s3: S3Client) => Promise<unknown>) => Promise<Readonly<Record<string, number>>>;

/** Opens a gateway in front of an endpoint. Its clock stands still unless a test moves it. */
async function counting(defaultKey: string | undefined, use: (counted: Counted) => Promise<void>) {
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  await using endpoint = await fakeEndpoint((seen) => answer(seen, defaultKey));
  await using gateway = await startGatewayServer(new EndpointStore(endpoint.url));
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const options = { region: 'eu-west-1', credentials, forcePathStyle: true, maxAttempts: 1 };
  const s3 = new S3Client({ ...options, endpoint: gateway.endpoint });
  try {
    await s3.send(new ListBucketsCommand({}));
    await use(async (run) => {
      const before = endpoint.seen.length;
      await run(s3);
      const counts: Record<string, number> = {};
      for (const seen of endpoint.seen.slice(before)) {
        const operation = operationOf(seen);
        counts[operation] = (counts[operation] ?? 0) + 1;
      }
      return counts;
    });
  } finally {
    s3.destroy();
  }
}

const object = { Bucket: 'mine', Key: 'k' };
const under = (SSEKMSKeyId?: string) => ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId }) as const;
const put = (members: object) => (s3: S3Client) =>
  s3.send(new PutObjectCommand({ ...object, ...members, Body: 'content' }));
const get = async (s3: S3Client) => (await s3.send(new GetObjectCommand(object))).Body?.transformToString();
const eightOf = (run: (s3: S3Client) => Promise<unknown>) => (s3: S3Client) =>
  Promise.all(Array.from({ length: 8 }, () => run(s3)));

const ways = [
  ["the bucket's default key", keyArn, {}],
  ["aws/s3 as the bucket's default", undefined, {}],
  ['a key in a header', undefined, under(keyArn)],
  ['an alias in a header', undefined, under('alias/mine')],
] as const;

test.each(ways)(
  'a PutObject and a GetObject under %s are one request each, once warm',
  async (_, key, members) => {
    await counting(key, async (counted) => {
      await counted(put(members));
      await counted(get);
      await counted(put(members));
      expect(await counted(put(members))).toEqual({ 'PUT /mine/k': 1 });
      expect(await counted(eightOf(put(members)))).toEqual({ 'PUT /mine/k': 8 });
      expect(await counted(get)).toEqual({ 'GET /mine/k': 1 });
      expect(await counted(eightOf(get))).toEqual({ 'GET /mine/k': 8 });
    });
  },
);

/** The reads that both need again once kept answers are too old. */
const readAgain = {
  'HEAD /mine': 1,
  'GET /': 1,
  'GET /mine?policy': 1,
  'GET /mine?ownershipControls': 1,
  DescribeKey: 1,
  GetKeyPolicy: 1,
  ListGrants: 1,
  ListAliases: 1,
};

test('what is too old to be believed is read again once, also for eight requests at once', async () => {
  await counting(keyArn, async (counted) => {
    await counted(put({}));
    now += believedFor + 1;
    const once = { ...readAgain, 'GET /mine?encryption': 1 };
    expect(await counted(put({}))).toEqual({ ...once, 'PUT /mine/k': 1 });
    now += believedFor + 1;
    expect(await counted(eightOf(put({})))).toEqual({ ...once, 'PUT /mine/k': 8 });
    now += believedFor + 1;
    expect(await counted(get)).toEqual({ ...readAgain, 'HEAD /mine/k': 1, 'GET /mine/k': 1 });
  });
});
