import { CreateRoleCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dockerOrTold } from '../stores/localstack/testing/docker-or-told.ts';
import {
  ContainerError,
  CredentialsError,
  EnforcedLocalstackContainer,
  type StartedEnforcedLocalstackContainer,
  startGateway,
} from './index.ts';

// The reaper's image cannot be pulled everywhere.
process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
const docker = await dockerOrTold();
const account = '111111111111';
let box: StartedEnforcedLocalstackContainer;

async function as(principal: string) {
  const credentials = await box.credentialsFor(account, principal);
  return { endpoint: box.getConnectionUri(), region: box.getRegion(), credentials, forcePathStyle: true };
}

(docker ? describe : describe.skip)('LocalStack with its denials', () => {
  beforeAll(async () => {
    box = await new EnforcedLocalstackContainer()
      .withRegion('eu-west-1')
      .withEnvironment({ LS_LOG: 'warning' })
      .withStartupTimeout(110_000)
      .start();
    const root = await as('root');
    const iam = new IAMClient(root);
    await iam.send(new CreateUserCommand({ UserName: 'writer' }));
    const statement = { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::reports/*' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await iam.send(new PutUserPolicyCommand({ UserName: 'writer', PolicyName: 'write', PolicyDocument }));
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const;
    const s3 = new S3Client(root);
    await s3.send(new CreateBucketCommand({ Bucket: 'reports', CreateBucketConfiguration }));
  });

  afterAll(() => box?.stop());

  test('lets a user do what its policy allows, and says why it may nothing else', async () => {
    const writer = new S3Client(await as('writer'));
    await writer.send(new PutObjectCommand({ Bucket: 'reports', Key: 'q1.csv', Body: 'revenue' }));
    const reading = writer.send(new GetObjectCommand({ Bucket: 'reports', Key: 'q1.csv' }));
    const refused = await reading.catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'AccessDenied' });
    expect(box.whyDenied(refused)).toMatch(/no identity policy of \S+user\/writer allows s3:GetObject/);
  });

  test('gives sessions of roles', async () => {
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await new IAMClient(await as('root')).send(
      new CreateRoleCommand({ RoleName: 'reader', AssumeRolePolicyDocument }),
    );
    const { Arn } = await new STSClient(await as('reader')).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:sts::${account}:assumed-role/reader/keyhole`);
  });

  test('returns the same access key again, and none for an unknown name', async () => {
    expect(await box.credentialsFor(account, 'writer')).toEqual(await box.credentialsFor(account, 'writer'));
    const asking = box.credentialsFor(account, 'wirter');
    await expect(asking).rejects.toThrow(CredentialsError);
    await expect(asking).rejects.toThrow('user/writer');
  });

  test('shows LocalStack itself, which refuses nothing', async () => {
    const owner = new S3Client(await as('root'));
    await owner.send(new PutObjectCommand({ Bucket: 'reports', Key: 'plain.csv', Body: 'revenue' }));
    const writer = new S3Client({ ...(await as('writer')), endpoint: box.getUnenforcedUri() });
    const { Body } = await writer.send(new GetObjectCommand({ Bucket: 'reports', Key: 'plain.csv' }));
    expect(await Body?.transformToString()).toBe('revenue');
  });

  test('is gone once it was stopped', async () => {
    const stopped = await new EnforcedLocalstackContainer().withStartupTimeout(110_000).start();
    await stopped.stop();
    await expect(fetch(stopped.getConnectionUri())).rejects.toThrow('fetch failed');
    await expect(fetch(stopped.getUnenforcedUri())).rejects.toThrow('fetch failed');
  });

  test('says what to do where the image cannot be had', async () => {
    const starting = new EnforcedLocalstackContainer('localhost:1/nothing:0').start();
    await expect(starting).rejects.toThrow(ContainerError);
    await expect(starting).rejects.toThrow('docker pull localhost:1/nothing:0');
  });

  test('takes no port that is taken', async () => {
    await using taken = await startGateway();
    const port = Number(new URL(taken.getConnectionUri()).port);
    await expect(new EnforcedLocalstackContainer().withPort(port).start()).rejects.toThrow('EADDRINUSE');
  });
});
