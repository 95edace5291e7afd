import { once } from 'node:events';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { written } from '../../compose/testing/docker-command.ts';
import { eventually } from '../../compose/testing/eventually.ts';
import { type RunningLocalstack, startLocalstack } from '../../stores/localstack/localstack-container.ts';
import { dockerOrTold } from '../../stores/localstack/testing/docker-or-told.ts';
import { startKeyhole } from '../testing/run-keyhole.ts';
import { startedLab } from '../testing/started-lab.ts';

process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
const docker = await dockerOrTold();

function s3Of(account: string, endpoint: string): S3Client {
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  return new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials });
}

async function buckets(endpoint: string, account: string): Promise<readonly (string | undefined)[]> {
  const { Buckets = [] } = await s3Of(account, endpoint).send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => Name);
}

(docker ? describe : describe.skip)('keyhole lab before a running LocalStack', () => {
  let localstack: RunningLocalstack;
  beforeAll(async () => {
    localstack = await startLocalstack();
  });
  afterAll(async () => localstack?.[Symbol.asyncDispose]());

  const before = () => ['--backend', 'endpoint', '--endpoint', localstack.endpoint, '--allow-remote'];

  test('leaves there what was made in an empty lab', async () => {
    const lab = await startedLab('--empty', ...before());
    expect(lab.greeting.replace(/\s+/g, ' ')).toContain(
      `on ${localstack.endpoint}; what you create there stays`,
    );
    await s3Of('111111111111', lab.endpoint).send(new CreateBucketCommand({ Bucket: 'kept' }));
    expect(await lab.end('SIGTERM')).toBe(0);
    expect(await buckets(localstack.endpoint, '111111111111')).toEqual(['kept']);
  });

  test('removes the scenario that it provisioned, with what was made beside it', async () => {
    const lab = await startedLab('write-only-bucket', ...before());
    expect(lab.greeting.replace(/\s+/g, ' ')).toContain(
      `on ${localstack.endpoint}; what you create there is removed when this lab stops`,
    );
    await s3Of('222222222222', lab.endpoint).send(new CreateBucketCommand({ Bucket: 'beside' }));
    expect(await buckets(lab.endpoint, '222222222222')).toEqual(['beside', 'my-write-only-bucket']);
    expect(await lab.end('SIGINT')).toBe(0);
    expect(await buckets(localstack.endpoint, '222222222222')).toEqual([]);
  });
});

(docker ? describe : describe.skip)('keyhole lab on a LocalStack of its own', () => {
  // A separate name for the same image tells this test's containers from others.
  const image = `keyhole-test-${process.pid}:4.14.0`;
  const onImage = ['--backend', 'localstack', '--image', image];
  const containers = async () => {
    const images = await written(['docker', 'ps', '--all', '--format', '{{.Image}}']);
    return images.split('\n').filter((name) => name === image).length;
  };
  beforeAll(() => written(['docker', 'tag', 'localstack/localstack:4.14.0', image]));
  afterAll(() => written(['docker', 'rmi', image]));

  test('leaves nothing when it is interrupted', async () => {
    const lab = await startedLab('write-only-bucket', ...onImage);
    expect(lab.greeting.replace(/\s+/g, ' ')).toContain(
      `on ${image}, in a container that is removed with this lab`,
    );
    expect(await buckets(lab.endpoint, '222222222222')).toEqual(['my-write-only-bucket']);
    expect(await containers()).toBe(1);
    expect(await lab.end('SIGINT')).toBe(0);
    expect(await containers()).toBe(0);
  });

  test('leaves nothing when it is interrupted before it is up', async () => {
    const child = startKeyhole('lab', '--empty', '--port', '0', ...onImage);
    await eventually('there is a container', 30, async () => (await containers()) === 1);
    child.kill('SIGINT');
    const [exitCode] = await once(child, 'close');
    expect(exitCode).toBe(0);
    await eventually('the container is gone', 30, async () => (await containers()) === 0);
  });
});
