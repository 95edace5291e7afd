import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clientEnvironment, run } from '../../../gateway/proof/real-clients/client-process.ts';
import { describeWithClient } from '../../../gateway/proof/real-clients/with-client.ts';
import { projectRoot } from '../../../node/own-file.ts';
import { keyhole } from '../../testing/run-keyhole.ts';
import { type StartedLab, startedLab } from '../../testing/started-lab.ts';

const testing = join(import.meta.dirname, 'testing');
const owner = { accessKeyId: '111111111111', secretAccessKey: 'test' };
const partner = { accessKeyId: '222222222222', secretAccessKey: 'test' };
const cli = { name: 'The AWS CLI', variable: 'KEYHOLE_AWS_CLI', command: 'aws', probe: ['--version'] };
const boto3 = {
  name: 'boto3',
  variable: 'KEYHOLE_PYTHON',
  command: 'python3',
  probe: ['-c', 'import boto3'],
};

let lab: StartedLab;
let ca: string;
let plain: string;

beforeAll(async () => {
  lab = await startedLab('--empty', '--https', '--plain-port', '0');
  [, ca = ''] = /AWS_CA_BUNDLE=(\S+)/.exec(lab.greeting) ?? [];
  [, plain = ''] = /plain HTTP on (http:[^\s:]+:\d+)/.exec(lab.greeting) ?? [];
});
afterAll(async () => {
  expect(await lab.end('SIGINT')).toBe(0);
});

describeWithClient(cli, (command) => {
  const aws = (credentials: typeof owner, endpoint: string, ...words: readonly string[]) =>
    run(command, ['--endpoint-url', endpoint, ...words], {
      cwd: '/',
      env: { ...clientEnvironment(credentials, 'us-east-1'), AWS_CA_BUNDLE: ca },
    });

  test('trusts a lab by AWS_CA_BUNDLE, and policies see whether it comes over TLS', async () => {
    const Policy = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: partner.accessKeyId },
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::cli-reports',
        Condition: {
          Bool: { 'aws:SecureTransport': 'true' },
          NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' },
        },
      },
    };
    const make = ['s3api', 'create-bucket', '--bucket', 'cli-reports'];
    expect(await aws(owner, lab.endpoint, ...make)).toMatchObject({ exitCode: 0, stderr: '' });
    const put = ['s3api', 'put-bucket-policy', '--bucket', 'cli-reports', '--policy', JSON.stringify(Policy)];
    expect(await aws(owner, lab.endpoint, ...put)).toMatchObject({ exitCode: 0, stderr: '' });
    const list = ['s3api', 'list-objects-v2', '--bucket', 'cli-reports'];
    expect(await aws(partner, lab.endpoint, ...list)).toMatchObject({ exitCode: 0, stderr: '' });
    const denied = await aws(partner, plain, ...list);
    expect(denied.stderr).toContain('(AccessDenied)');
    // Version 1 of the AWS CLI ends with 255.
    expect([254, 255]).toContain(denied.exitCode);
  });

  test('does not trust it otherwise', async () => {
    const env = clientEnvironment(owner, 'us-east-1');
    const ended = await run(command, ['--endpoint-url', lab.endpoint, 's3', 'ls'], { cwd: '/', env });
    expect(ended.exitCode).not.toBe(0);
    expect(ended.stderr).toMatch(/certificate verify failed/i);
  });

  test('is told of the authority by --run, and by the profiles of the lab', async () => {
    // Profiles name the authority too, also to a client that runs in another folder.
    const aws = `${command} --endpoint-url "$KEYHOLE_LAB"`;
    const withoutVariables =
      'unset AWS_CA_BUNDLE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN; cd /';
    const line = `${aws} s3 ls; ${withoutVariables}; ${aws} --profile processing sts get-caller-identity`;
    const options = ['--https', '--as', 'intake-administrator', '--run', line];
    const ended = await keyhole('lab', 'write-only-bucket', ...options);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ended.stdout).toContain('my-write-only-bucket');
    expect(ended.stdout).toContain(':assumed-role/processing/');
  });
});

describeWithClient(boto3, (command) => {
  test('reads TLS in conditions, and buckets by virtual hosts, as it does at AWS', async () => {
    const env = { ...clientEnvironment(owner, 'eu-west-1'), AWS_CA_BUNDLE: ca };
    const script = join(testing, 'tls_session.py');
    const ended = await run(command, [script, lab.endpoint, plain], { cwd: '/', env });
    expect(ended).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});

describe('the SDK for JavaScript', () => {
  test('trusts a lab by NODE_EXTRA_CA_CERTS, and finds buckets by virtual hosts', async () => {
    const names = [
      'localhost',
      's3.localhost',
      'localhost.localstack.cloud',
      's3.localhost.localstack.cloud',
    ];
    const endpoints = [lab.endpoint, plain].flatMap((endpoint) => {
      const { protocol, port } = new URL(endpoint);
      return names.map((name) => `${protocol}//${name}:${port}`);
    });
    const env = { ...clientEnvironment(owner, 'eu-west-1'), NODE_EXTRA_CA_CERTS: ca };
    const script = join(testing, 'tls-session.ts');
    const ended = await run(process.execPath, [script, 'node-reports', ...endpoints], {
      cwd: projectRoot,
      env,
    });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const used = names.flatMap((name) => [name, `node-reports.${name}`]);
    for (const protocol of ['https:', 'http:'])
      for (const host of used) expect(ended.stdout).toContain(`${protocol}//${host}\n`);
  });
});
