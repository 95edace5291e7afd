import { existsSync, readFileSync, statSync } from 'node:fs';
import { Agent } from 'node:https';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { rootOf } from '../../../client/identity.ts';
import { startListener } from '../../../gateway/serving/listener.ts';
import { keyhole, keyholeHere } from '../../testing/run-keyhole.ts';
import { startedLab } from '../../testing/started-lab.ts';

test('keyhole lab --https serves its scenario over TLS, and other commands in its folder trust it', async () => {
  const lab = await startedLab('write-only-bucket', '--https', '--plain-port', '0');
  const [, file = ''] = /AWS_CA_BUNDLE=(\S+)/.exec(lab.greeting) ?? [];
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const s3 = new S3Client({
    ...{ endpoint: lab.endpoint, region: 'eu-west-1', credentials: rootOf('222222222222') },
    requestHandler: { httpsAgent: new Agent({ ca: readFileSync(file, 'utf8') }) },
  });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets.map(({ Name }) => Name)).toEqual(['my-write-only-bucket']);
  const { exitCode, stderr } = await keyhole('reset', '--endpoint', lab.endpoint);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const [, plain = ''] = /plain HTTP on (http:\S+):/.exec(lab.greeting) ?? [];
  expect((await fetch(`${plain}/_keyhole/lab`)).status).toBe(200);
  expect(await lab.end('SIGINT')).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test.each([
  [['--plain-port', '0'], /--plain-port needs --https/],
  [['--https', '--port', '4999', '--plain-port', '4999'], /--plain-port and --port need different ports/],
  [['--https', '--assume', 'aws:SecureTransport=true'], /contradicts --https/],
])('keyhole lab --empty %j is refused', async (args, message) => {
  const { exitCode, stderr } = await keyholeHere('lab', '--empty', '--port', '0', ...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
});

test('keyhole lab says which of its two ports is in use', async () => {
  await using other = await startListener(async () => ({ status: 200, headers: {}, body: '' }));
  const ports = (port: number, plain: number) => ['--port', String(port), '--plain-port', String(plain)];
  for (const [option, args] of [
    ['--port', ports(other.port, 0)],
    ['--plain-port', ports(0, other.port)],
  ] as const) {
    const { exitCode, stderr } = await keyholeHere('lab', '--empty', '--https', ...args);
    const message = `port ${other.port} is in use: choose another with ${option}, or 0 for a free one`;
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `keyhole: ${message}\n` });
  }
});
