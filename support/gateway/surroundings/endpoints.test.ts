import { Agent } from 'node:http';
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy, underKey } from '../testing/buckets.ts';
import { labOfEachTest } from '../testing/lab-of-each-test.ts';
import {
  allow,
  answerOf,
  type Clients,
  documentOf,
  newKey,
  type StatementText,
} from '../testing/lab-under-test.ts';

const Bucket = 'records';
const object = { Bucket, Key: 'k' };
const id = 'vpce-1a2b3c4d';
const host = `bucket.${id}-5e6f.s3.eu-west-1.vpce.amazonaws.com`;

/** Finds every name on loopback, as a hosts file would. */
const agent = new Agent({
  lookup: (_host, options, found) =>
    options.all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4),
});

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  await newObject(root, { ...object, Body: 'hello' });
});

/** The settings of a client of the account's root user that sends its requests to a host. */
function settings(to: string, accessKeyId = account) {
  const { port } = new URL(lab.lab.endpoint);
  return {
    endpoint: `http://${to}:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId, secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: { httpAgent: agent },
  };
}

/** Reads the object through the endpoint, or whatever a host stands for. */
async function read(to = host, options: { readonly forcePathStyle?: boolean; readonly as?: string } = {}) {
  const { forcePathStyle = true, as } = options;
  const s3 = new S3Client({ ...settings(to, as), forcePathStyle });
  return answerOf(s3.send(new GetObjectCommand(object)));
}

function endpoint(...statements: readonly StatementText[]): void {
  const policy = statements.length === 0 ? undefined : documentOf(...statements);
  lab.lab.surround({ endpoints: [{ id, vpc: 'vpc-5e6f7a8b', policy }] });
}
const everybody = { Principal: '*' };

describe('A request through a VPC endpoint', () => {
  test('passes where the endpoint has no policy of its own', async () => {
    endpoint();
    expect(await read()).toBe('granted');
  });

  test.each([
    ['names its bucket in the path', host, true],
    ['names its bucket in the host', host, false],
    ['is sent to the name on loopback', `bucket.${id}.localhost`, true],
    ['is sent to the name on loopback, its bucket before it', `bucket.${id}.localhost`, false],
  ])('is held to the policy of the endpoint where it %s', async (_, to, forcePathStyle) => {
    endpoint({ ...allow('s3:PutObject'), ...everybody });
    expect(await read(to, { forcePathStyle })).toBe(
      `403 AccessDenied: User: arn:aws:iam::${account}:root is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::records/k" because no VPC endpoint policy allows the s3:GetObject action`,
    );
    endpoint({ ...allow('s3:GetObject'), ...everybody });
    expect(await read(to, { forcePathStyle })).toBe('granted');
  });

  test('is denied what the endpoint policy denies, and others are not', async () => {
    endpoint(
      { ...allow('*'), ...everybody },
      { Effect: 'Deny', Action: 's3:GetObject', Resource: '*', ...everybody },
    );
    expect(await read()).toMatch(/with an explicit deny in a VPC endpoint policy$/);
    expect(await answerOf(root.s3.send(new GetObjectCommand(object)))).toBe('granted');
  });

  test('is told nothing by the endpoint policy about the buckets of others', async () => {
    endpoint({ ...allow('s3:PutObject'), ...everybody });
    expect(await read(host, { as: otherAccount })).toBe('403 AccessDenied: Access Denied');
  });

  test.each([
    ['aws:SourceVpce', { StringEquals: { 'aws:SourceVpce': id } }],
    ['aws:SourceVpc', { StringEquals: { 'aws:SourceVpc': 'vpc-5e6f7a8b' } }],
    ['aws:VpcSourceIp', { IpAddress: { 'aws:VpcSourceIp': '127.0.0.0/8' } }],
  ])('carries %s, which no other request does', async (_, Condition) => {
    const onlyThrough = { ...allow('s3:GetObject', `arn:aws:s3:::${Bucket}/k`, { Condition }) };
    await setBucketPolicy(root, Bucket, { ...onlyThrough, Principal: { AWS: otherAccount } });
    endpoint();
    expect(await read(host, { as: otherAccount })).toBe('granted');
    expect(await read('127.0.0.1', { as: otherAccount })).toBe('403 AccessDenied: Access Denied');
  });

  test('carries no aws:SourceIp', async () => {
    const Condition = { Null: { 'aws:SourceIp': 'true' } };
    const deny = { Effect: 'Deny', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/k`, Condition };
    await setBucketPolicy(root, Bucket, { ...deny, ...everybody });
    endpoint();
    expect(await read()).toMatch(/with an explicit deny in a resource-based policy$/);
    expect(await read('127.0.0.1')).toBe('granted');
  });

  test('has S3 ask KMS outside of the endpoint', async () => {
    await newObject(root, { ...object, ...underKey(await newKey(root)) });
    endpoint({ ...allow('s3:*'), ...everybody });
    expect(await read()).toBe('granted');
  });

  test('is refused if no scenario declares the endpoint', async () => {
    expect(await read()).toBe('501 NotImplemented: keyhole knows no VPC endpoint vpce-1a2b3c4d.');
  });

  test('is refused to services that the endpoint is not for', async () => {
    endpoint();
    const kms = new KMSClient(settings(`${id}.localhost`));
    expect(await answerOf(kms.send(new ListKeysCommand({})))).toBe(
      '501 NotImplemented: The VPC endpoint vpce-1a2b3c4d is one for Amazon S3, not for kms.',
    );
    expect(lab.lab.decisionLog.records().at(-1)).toMatchObject({
      operation: 'ListKeys',
      response: { status: 501, code: 'NotImplemented' },
    });
  });
});
