import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EncryptCommand,
  ListAliasesCommand,
  ListGrantsCommand,
  ReEncryptCommand,
} from '@aws-sdk/client-kms';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { otherAccount } from '../aws/testing/accounts.ts';
import { clientsFor } from '../client/clients.ts';
import { type Identity, rootOf } from '../client/identity.ts';
import { type RunningLocalstack, startLocalstack } from '../stores/localstack/localstack-container.ts';
import { dockerOrTold } from '../stores/localstack/testing/docker-or-told.ts';
import type { StartedBackend } from './backend.ts';
import { startEndpointBackend } from './endpoint-backend.ts';

process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
const docker = await dockerOrTold();
const region = 'eu-west-1';
const [owner, other] = ['111111111111', otherAccount];

let localstack: RunningLocalstack;
let backend: StartedBackend;

const as = (identity: Identity) => clientsFor({ endpoint: backend.gateway.endpoint, identity, region });
const root = (account: string) => as(rootOf(account));
const allow = (account: string, Action: string, Resource: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action, Resource }],
  });
const bucket = async (Bucket: string) =>
  root(owner).s3.send(
    new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }),
  );
const key = async (account: string, Policy?: string) =>
  (await root(account).kms.send(new CreateKeyCommand({ Policy }))).KeyMetadata?.Arn ?? '';

(docker ? describe : describe.skip)('LocalStack behind the gateway', () => {
  beforeAll(async () => {
    localstack = await startLocalstack();
    backend = await startEndpointBackend({ endpoint: localstack.endpoint, allowRemote: true });
  });

  afterEach(() => backend.removeAll());

  afterAll(async () => {
    await backend[Symbol.asyncDispose]();
    await localstack[Symbol.asyncDispose]();
  });

  test('streams an object of many parts under a KMS key', async () => {
    await bucket('parts');
    const SSEKMSKeyId = await key(owner);
    const { s3 } = root(owner);
    const Body = randomBytes(12 * 1024 * 1024);
    const at = { Bucket: 'parts', Key: 'a/./b+c' };
    const SSEKMSEncryptionContext = Buffer.from('{"team":"a"}').toString('base64');
    const params = {
      ...at,
      Body,
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId,
      SSEKMSEncryptionContext,
    } as const;
    await new Upload({ client: s3, params }).done();
    const { Body: read, ServerSideEncryption } = await s3.send(new GetObjectCommand(at));
    expect(ServerSideEncryption).toBe('aws:kms');
    expect(Body.equals(await buffer(read as NodeJS.ReadableStream))).toBe(true);
  });

  test('copies the object that was authorized, where LocalStack would read another name', async () => {
    await bucket('copies');
    const { s3 } = root(owner);
    await s3.send(new PutObjectCommand({ Bucket: 'copies', Key: 'a+b', Body: 'plus' }));
    await s3.send(new PutObjectCommand({ Bucket: 'copies', Key: 'a b', Body: 'space' }));
    await s3.send(new CopyObjectCommand({ Bucket: 'copies', Key: 'copy', CopySource: 'copies/a%2Bb' }));
    const copy = await s3.send(new GetObjectCommand({ Bucket: 'copies', Key: 'copy' }));
    expect(await copy.Body?.transformToString()).toBe('plus');
  });

  test('takes part in ReEncrypt with keys of two accounts', async () => {
    const full = (account: string) => allow(account, 'kms:*', '*');
    const from = await key(owner, full(owner));
    const both = JSON.parse(full(owner));
    both.Statement.push(...JSON.parse(full(other)).Statement);
    const to = await key(other, JSON.stringify(both));
    const { kms } = root(owner);
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: from, Plaintext: Buffer.from('secret') }),
    );
    const output = await kms.send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: to }));
    expect(output).toMatchObject({ SourceKeyId: from, KeyId: to });
  });

  test('knows keys that AWS manages for what they are', async () => {
    const { KeyMetadata } = await root(owner).kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }));
    expect(KeyMetadata?.KeyManager).toBe('AWS');
  });

  test('refuses a deactivated access key', async () => {
    const { iam } = root(owner);
    await iam.send(new CreateUserCommand({ UserName: 'ada' }));
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    await iam.send(new PutUserPolicyCommand({ UserName: 'ada', PolicyName: 'all', PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
    const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey ?? {};
    const ada = as({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey });
    await expect(ada.s3.send(new ListBucketsCommand({}))).resolves.toBeDefined();
    await iam.send(new UpdateAccessKeyCommand({ UserName: 'ada', AccessKeyId, Status: 'Inactive' }));
    await expect(ada.s3.send(new ListBucketsCommand({}))).rejects.toThrow();
  });

  test('sees policies that CloudFormation set behind its back', async () => {
    await createStack('behind', {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'made-by-a-stack' } },
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: { KeyPolicy: JSON.parse(allow(owner, 'kms:*', '*')) },
      },
      Alias: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: 'alias/stack', TargetKeyId: { Ref: 'Key' } },
      },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Bucket' },
          PolicyDocument: JSON.parse(allow(other, 's3:PutObject', 'arn:aws:s3:::made-by-a-stack/*')),
        },
      },
    });
    // LocalStack knows an account after its first request.
    await root(owner).s3.send(new ListBucketsCommand({}));
    const at = { Bucket: 'made-by-a-stack', Key: 'k' };
    await expect(root(other).s3.send(new PutObjectCommand({ ...at, Body: 'x' }))).resolves.toBeDefined();
    await expect(root(other).s3.send(new GetObjectCommand(at))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const arn = (await root(owner).kms.send(new DescribeKeyCommand({ KeyId: 'alias/stack' }))).KeyMetadata
      ?.Arn;
    await expect(root(other).kms.send(new DescribeKeyCommand({ KeyId: arn }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(
      root(owner).kms.send(new EncryptCommand({ KeyId: arn, Plaintext: Buffer.from('x') })),
    ).resolves.toBeDefined();
  });

  test('is left as it was found', async () => {
    await bucket('left-behind');
    const arn = await key(owner);
    await root(owner).kms.send(new CreateAliasCommand({ AliasName: 'alias/left-behind', TargetKeyId: arn }));
    await root(owner).s3.send(new PutObjectCommand({ Bucket: 'left-behind', Key: 'k', Body: 'x' }));
    const Policy = allow(other, 's3:*', 'arn:aws:s3:::left-behind/*');
    await root(owner).s3.send(new PutBucketPolicyCommand({ Bucket: 'left-behind', Policy }));
    const grant = {
      KeyId: arn,
      GranteePrincipal: `arn:aws:iam::${other}:root`,
      Operations: ['Decrypt' as const],
    };
    await root(owner).kms.send(new CreateGrantCommand(grant));
    expect((await root(owner).kms.send(new ListGrantsCommand({ KeyId: arn }))).Grants).toHaveLength(1);
    await backend.removeAll();
    const head = root(owner).s3.send(new HeadObjectCommand({ Bucket: 'left-behind', Key: 'k' }));
    await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    const { KeyMetadata } = await root(owner).kms.send(new DescribeKeyCommand({ KeyId: arn }));
    expect(KeyMetadata?.KeyState).toBe('PendingDeletion');
    const { Aliases = [] } = await root(owner).kms.send(new ListAliasesCommand({}));
    expect(Aliases.map(({ AliasName }) => AliasName)).not.toContain('alias/left-behind');
  });
});

/** Creates a stack in LocalStack itself, past the gateway. */
async function createStack(name: string, Resources: object): Promise<void> {
  const ask = async (parameters: Readonly<Record<string, string>>) => {
    const response = await fetch(localstack.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `AWS4-HMAC-SHA256 Credential=${owner}/20260101/${region}/cloudformation/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: new URLSearchParams({ Version: '2010-05-15', StackName: name, ...parameters }),
    });
    return response.text();
  };
  await ask({ Action: 'CreateStack', TemplateBody: JSON.stringify({ Resources }) });
  for (let tries = 0; tries < 200; tries++) {
    const status = /<StackStatus>(\w+)</.exec(await ask({ Action: 'DescribeStacks' }))?.[1];
    if (status === 'CREATE_COMPLETE') return;
    if (status !== 'CREATE_IN_PROGRESS') throw new Error(`the stack is ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the stack takes too long');
}
