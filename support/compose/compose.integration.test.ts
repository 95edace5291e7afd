import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { decisionsPath } from '../gateway/serving/decisions-endpoint.ts';
import { tellMissing } from '../stores/localstack/testing/docker-or-told.ts';
import { composeCommand, ended, written } from './testing/docker-command.ts';
import { eventually } from './testing/eventually.ts';

const compose = await composeCommand();
const project = `keyhole-test-${process.pid}`;
const ours = ['--filter', `label=com.docker.compose.project=${project}`];
let endpoint: string;

const call = (...args: readonly string[]) => [...(compose ?? []), '--project-name', project, ...args];
const run = (...args: readonly string[]) => written(call(...args), { KEYHOLE_PORT: '0' });
const inspect = async (format: string) =>
  written(['docker', 'inspect', '--format', format, await run('ps', '--all', '--quiet', 'gateway')]);

function s3Of(accessKeyId: string): S3Client {
  const credentials = { accessKeyId, secretAccessKey: 'test' };
  return new S3Client({ endpoint, region: 'eu-west-1', forcePathStyle: true, maxAttempts: 1, credentials });
}

/** Older versions of Compose cannot wait for the service. */
async function isHealthy(): Promise<boolean> {
  const status = await inspect('{{.State.Status}} {{.State.Health.Status}}');
  if (!status.startsWith('running')) throw new Error(`${status}\n${await run('logs')}`);
  return status === 'running healthy';
}

if (compose === undefined) tellMissing('Docker with Compose');

(compose === undefined ? describe.skip : describe)('docker compose up', () => {
  const start = async () => {
    await run('up', '--detach', '--build');
    await eventually('the gateway is healthy', 120, isHealthy);
    endpoint = `http://${await run('port', 'gateway', '4566')}`;
    await s3Of(account).send(new CreateBucketCommand({ Bucket: 'first-bucket' }));
  };

  beforeAll(start, 300_000);

  afterAll(async () => {
    await run('down', '--volumes', '--rmi', 'local', '--remove-orphans');
  });

  test('serves AWS clients on loopback', async () => {
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { Buckets = [] } = await s3Of(account).send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toEqual(['first-bucket']);
  });

  test('refuses what AWS refuses, and says why', async () => {
    const intruding = s3Of(otherAccount).send(
      new PutObjectCommand({ Bucket: 'first-bucket', Key: 'k', Body: 'x' }),
    );
    const refused = await intruding.catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    const listed = await (await fetch(`${endpoint}${decisionsPath}`)).text();
    expect(listed).toContain('no resource policy allows s3:PutObject on arn:aws:s3:::first-bucket/k');
  });

  test('shows LocalStack, which refuses nothing, to the gateway only', async () => {
    const published = await ended(call('port', 'localstack', '4566'), { KEYHOLE_PORT: '0' });
    expect(published?.written).not.toMatch(/[1-9]/);
  });

  test('gives the gateway no rights that it does not need', async () => {
    const script = 'id -u; touch /keyhole/a || echo read-only; grep -E "CapEff|NoNewPrivs" /proc/1/status';
    const told = await run('exec', '-T', 'gateway', 'sh', '-c', script);
    expect(told.split('\n')).toEqual(['1000', 'read-only', 'CapEff:\t0000000000000000', 'NoNewPrivs:\t1']);
  });

  test('stops when it is told to, and leaves nothing', async () => {
    await run('stop', 'gateway');
    expect(await inspect('{{.State.ExitCode}}')).toBe('0');
    await run('down', '--volumes', '--rmi', 'local', '--remove-orphans');
    const left = [
      ['docker', 'ps', '--all', '--quiet', ...ours],
      ['docker', 'volume', 'ls', '--quiet', ...ours],
      ['docker', 'network', 'ls', '--quiet', ...ours],
      ['docker', 'images', '--quiet', `${project}*`],
    ];
    expect(await Promise.all(left.map((command) => written(command)))).toEqual(['', '', '', '']);
    await start();
  }, 300_000);
});
