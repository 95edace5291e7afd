import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CreateTableCommand,
  DynamoDBClient,
  paginateListTables,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { CreateUserCommand, IAMClient, paginateListUsers, waitUntilUserExists } from '@aws-sdk/client-iam';
import { DecryptCommand, EncryptCommand, KMSClient, paginateListKeys } from '@aws-sdk/client-kms';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  waitUntilBucketExists,
  waitUntilObjectExists,
  waitUntilObjectNotExists,
} from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  paginateListSecrets,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { type Lab, startLab } from '../../serving/lab.ts';
import type { ClientCredentials } from './client-process.ts';
import {
  createWriteOnlyBucket,
  region,
  rootOf,
  type WriteOnlyBucket,
  bucket as writeOnly,
} from './write-only-bucket.ts';

const Bucket = 'javascript-bucket';
const owner = rootOf('444444444444');
const mebibyte = 1024 * 1024;

let lab: Lab;
let scenario: WriteOnlyBucket;
let s3: S3Client;

function clientOf(credentials: ClientCredentials): S3Client {
  return new S3Client({
    endpoint: lab.endpoint,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: plain(credentials),
  });
}

function plain({ accessKeyId, secretAccessKey, sessionToken }: ClientCredentials) {
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

beforeAll(async () => {
  lab = await startLab();
  scenario = await createWriteOnlyBucket(lab.endpoint);
  s3 = clientOf(owner);
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  s3.destroy();
  await lab[Symbol.asyncDispose]();
});

const get = async (Key: string, from = s3) => {
  const { Body } = await from.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};

describe('The SDK for JavaScript', () => {
  test('puts and gets text, bytes and streams, under any key', async () => {
    const bytes = randomBytes(100_000);
    const bodies = {
      text: 'grüße',
      bytes,
      stream: Readable.from([bytes.subarray(0, 8192), bytes.subarray(8192)]),
    };
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a b/ü+&=?#%.txt', Body: bodies.text }));
    await s3.send(new PutObjectCommand({ Bucket, Key: '../dots//./and slashes/', Body: bodies.bytes }));
    await s3.send(
      new PutObjectCommand({ Bucket, Key: 'stream', Body: bodies.stream, ContentLength: bytes.length }),
    );
    expect((await get('a b/ü+&=?#%.txt')).toString()).toBe('grüße');
    expect(await get('../dots//./and slashes/')).toEqual(bytes);
    expect(await get('stream')).toEqual(bytes);
  });

  test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'sends and verifies %s',
    async (ChecksumAlgorithm) => {
      const Key = `checksum-${ChecksumAlgorithm}`;
      const put = await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'checked', ChecksumAlgorithm }));
      const got = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
      expect(got[`Checksum${ChecksumAlgorithm}`]).toBe(put[`Checksum${ChecksumAlgorithm}`]);
      expect(await got.Body?.transformToString()).toBe('checked');
    },
  );

  test('uploads a stream in parts, and gets ranges of it', async () => {
    const content = randomBytes(11 * mebibyte);
    const Body = Readable.from([content.subarray(0, 6 * mebibyte), content.subarray(6 * mebibyte)]);
    const upload = new Upload({ client: s3, params: { Bucket, Key: 'large', Body }, partSize: 5 * mebibyte });
    const done = await upload.done();
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    expect((await get('large')).equals(content)).toBe(true);
    const ranged = await s3.send(
      new GetObjectCommand({ Bucket, Key: 'large', Range: 'bytes=5242870-5242889' }),
    );
    expect(ranged.ContentRange).toBe(`bytes 5242870-5242889/${content.length}`);
    expect(Buffer.from((await ranged.Body?.transformToByteArray()) ?? [])).toEqual(
      content.subarray(5242870, 5242890),
    );
  });

  test('lists in pages', async () => {
    const keys = Array.from({ length: 25 }, (_, i) => `page/${String(i).padStart(2, '0')}`);
    await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body: '.' }))));
    const pages: (string | undefined)[][] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: s3, pageSize: 10 },
      { Bucket, Prefix: 'page/' },
    )) {
      pages.push(Contents.map(({ Key }) => Key));
    }
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(keys);
    const { Deleted } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }),
    );
    expect(Deleted?.map(({ Key }) => Key).sort()).toEqual(keys);
  });

  test('waits for buckets, objects and users', async () => {
    const waiting = { client: s3, maxWaitTime: 10 };
    const object = { Bucket, Key: 'awaited' };
    expect(await waitUntilBucketExists(waiting, { Bucket })).toMatchObject({ state: 'SUCCESS' });
    await s3.send(new PutObjectCommand({ ...object, Body: 'here' }));
    expect(await waitUntilObjectExists(waiting, object)).toMatchObject({ state: 'SUCCESS' });
    await s3.send(new DeleteObjectCommand(object));
    expect(await waitUntilObjectNotExists(waiting, object)).toMatchObject({ state: 'SUCCESS' });
    const iam = new IAMClient({ endpoint: lab.endpoint, region, credentials: plain(owner) });
    await iam.send(new CreateUserCommand({ UserName: 'ana' }));
    const found = await waitUntilUserExists({ client: iam, maxWaitTime: 10 }, { UserName: 'ana' });
    expect(found).toMatchObject({ state: 'SUCCESS' });
    const names: (string | undefined)[] = [];
    for await (const { Users = [] } of paginateListUsers({ client: iam }, {}))
      names.push(...Users.map(({ UserName }) => UserName));
    expect(names).toEqual(['ana']);
    iam.destroy();
  });

  test('copies, and keeps versions', async () => {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    const first = await s3.send(new PutObjectCommand({ Bucket, Key: 'v', Body: 'one' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'v', Body: 'two' }));
    await s3.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/v?versionId=${first.VersionId}` }),
    );
    expect((await get('copy')).toString()).toBe('one');
    expect((await get('v')).toString()).toBe('two');
  });

  test('presigns what a plain HTTP client then does', async () => {
    const object = { Bucket, Key: 'presigned' };
    const putting = await getSignedUrl(s3, new PutObjectCommand(object), { expiresIn: 60 });
    expect((await fetch(putting, { method: 'PUT', body: 'by URL' })).status).toBe(200);
    const getting = await getSignedUrl(s3, new GetObjectCommand(object), { expiresIn: 60 });
    expect(await (await fetch(getting)).text()).toBe('by URL');
    expect((await fetch(getting.replace('/presigned?', '/large?'))).status).toBe(403);
    expect((await fetch(getting, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(`${lab.endpoint}/${Bucket}/presigned`)).status).toBe(403);
  });

  test('asks as an anonymous caller', async () => {
    const anonymous = new S3Client({
      endpoint: lab.endpoint,
      region,
      forcePathStyle: true,
      signer: { sign: async (request) => request },
      credentials: plain(owner),
    });
    await expect(get('stream', anonymous)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Access Denied',
    });
    anonymous.destroy();
  });

  test('knows itself by virtual-hosted addresses too', async () => {
    const hosted = new S3Client({
      endpoint: lab.endpoint.replace('127.0.0.1', 's3.localhost'),
      region,
      credentials: plain(owner),
      requestHandler: { httpAgent: await loopbackAgent() },
    });
    await hosted.send(new PutObjectCommand({ Bucket, Key: 'hosted', Body: 'by its host name' }));
    expect((await get('hosted', hosted)).toString()).toBe('by its host name');
    hosted.destroy();
  });
});

/** An agent for which every name is this machine. */
async function loopbackAgent() {
  const { Agent } = await import('node:http');
  return new Agent({
    lookup: (_name, options, callback) => {
      if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(null, '127.0.0.1', 4);
    },
  });
}

describe('In the scenario write-only-bucket', () => {
  const object = { Bucket: writeOnly, Key: 'hello.txt' };

  test('the intake writes and cannot read, and the reader reads', async () => {
    const transfer = clientOf(scenario.transfer);
    const reader = clientOf(scenario.reader);
    const put = await transfer.send(new PutObjectCommand({ ...object, Body: 'hello!\n' }));
    expect([put.ServerSideEncryption, put.SSEKMSKeyId]).toEqual(['aws:kms', scenario.keyArn]);
    expect((await transfer.send(new HeadObjectCommand(object))).ContentLength).toBe(7);
    await expect(transfer.send(new GetObjectCommand(object))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    const got = await reader.send(new GetObjectCommand(object));
    expect(await got.Body?.transformToString()).toBe('hello!\n');
    transfer.destroy();
    reader.destroy();
  });

  test('an upload in parts is refused, and its parts are given up', async () => {
    const transfer = clientOf(scenario.transfer);
    const params = { Bucket: writeOnly, Key: 'large', Body: Buffer.alloc(6 * mebibyte) };
    const upload = new Upload({ client: transfer, params, partSize: 5 * mebibyte });
    await expect(upload.done()).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('kms:Decrypt'),
    });
    const UploadId = upload.uploadId;
    await expect(
      transfer.send(new ListPartsCommand({ Bucket: writeOnly, Key: 'large', UploadId })),
    ).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
    transfer.destroy();
  });

  test('KMS keeps the same promise', async () => {
    const options = { endpoint: lab.endpoint, region };
    const transfer = new KMSClient({ ...options, credentials: plain(scenario.transfer) });
    const reader = new KMSClient({ ...options, credentials: plain(scenario.reader) });
    const { CiphertextBlob } = await transfer.send(
      new EncryptCommand({ KeyId: scenario.keyArn, Plaintext: Buffer.from('secret') }),
    );
    await expect(transfer.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    const { Plaintext } = await reader.send(new DecryptCommand({ CiphertextBlob }));
    expect(Buffer.from(Plaintext ?? []).toString()).toBe('secret');
    const root = new KMSClient({ ...options, credentials: plain(rootOf(account)) });
    const keys: (string | undefined)[] = [];
    for await (const { Keys = [] } of paginateListKeys({ client: root }, {}))
      keys.push(...Keys.map(({ KeyArn }) => KeyArn));
    expect(keys).toContain(scenario.keyArn);
    for (const client of [transfer, reader, root]) client.destroy();
  });

  test('Secrets Manager lists page by page what was made', async () => {
    const client = new SecretsManagerClient({ endpoint: lab.endpoint, region, credentials: plain(owner) });
    const names = ['a', 'b', 'c'];
    for (const Name of names) await client.send(new CreateSecretCommand({ Name, SecretString: 'x' }));
    const pages: (string | undefined)[][] = [];
    for await (const { SecretList = [] } of paginateListSecrets({ client, pageSize: 2 }, {}))
      pages.push(SecretList.map(({ Name }) => Name));
    expect(pages).toEqual([['a', 'b'], ['c']]);
    client.destroy();
  });

  test('DynamoDB gives tables page by page, and waits for them', async () => {
    const client = new DynamoDBClient({ endpoint: lab.endpoint, region, credentials: plain(owner) });
    const names = ['table-a', 'table-b', 'table-c'];
    for (const TableName of names) {
      await client.send(
        new CreateTableCommand({
          TableName,
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
        }),
      );
      await waitUntilTableExists({ client, maxWaitTime: 25 }, { TableName });
    }
    const pages: (readonly string[])[] = [];
    for await (const { TableNames = [] } of paginateListTables({ client, pageSize: 2 }, {}))
      pages.push(TableNames);
    expect(pages).toEqual([names.slice(0, 2), names.slice(2)]);
    client.destroy();
  });

  test('STS knows who asks, and refuses a role that is not there', async () => {
    const sts = new STSClient({ endpoint: lab.endpoint, region, credentials: plain(scenario.transfer) });
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: `arn:aws:iam::${otherAccount}:user/transfer`,
    });
    const assuming = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/none`,
      RoleSessionName: 'js',
    });
    await expect(sts.send(assuming)).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    sts.destroy();
  });
});
