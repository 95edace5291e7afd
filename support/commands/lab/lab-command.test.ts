import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from '@jest/globals';
import { keyhole, keyholeHere, startKeyhole } from '../testing/run-keyhole.ts';
import { startedLab } from '../testing/started-lab.ts';

test('keyhole lab on all addresses says who can reach it', async () => {
  const lab = await startedLab('--empty', '--host', '0.0.0.0');
  expect(lab.greeting).toMatch(/^keyhole lab on http:\/\/127\.0\.0\.1:\d+\n/);
  expect(lab.greeting).toContain(
    'listening on 0.0.0.0: every client that reaches it can act as any root user',
  );
  expect(lab.greeting).toMatch(/^ {2}denials +keyhole explain$/m);
  expect(await lab.end('SIGTERM')).toBe(0);
});

test('keyhole lab in soft mode says first that policies are not enforced', async () => {
  const lab = await startedLab('--empty', '--mode', 'soft');
  expect(lab.greeting).toMatch(/^keyhole lab on http:\S+\n {2}SOFT MODE: policies are not enforced here/);
  expect(await lab.end('SIGINT')).toBe(0);
});

test('keyhole lab ends at once, also before it is up', async () => {
  const child = startKeyhole('lab', 'write-only-bucket', '--port', '0');
  await once(child, 'spawn');
  child.kill('SIGINT');
  const [exitCode, signal] = await once(child, 'close');
  expect(exitCode === 0 || signal === 'SIGINT').toBe(true);
});

test('keyhole lab writes tokens of web identities, which it takes, and removes them in the end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-tokens-'));
  const scenario = ['deploy-role', '--scenarios', 'examples/deploy-role/scenarios'];
  const lab = await startedLab(...scenario, '--tokens', folder);
  const file = join(folder, 'deploy.jwt');
  const [, arn = '', named] =
    /AWS_ROLE_ARN=(\S+) AWS_WEB_IDENTITY_TOKEN_FILE=(\S+deploy\.jwt)/.exec(lab.greeting) ?? [];
  expect(named).toBe(file);
  const place = { endpoint: lab.endpoint, region: 'eu-west-1' };
  const { Credentials } = await new STSClient(place).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: arn,
      RoleSessionName: 'cli',
      WebIdentityToken: readFileSync(file, 'utf8'),
    }),
  );
  expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
  expect(await lab.end('SIGINT')).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('keyhole lab has no tokens of a scenario whose roles take none', async () => {
  const lab = await startedLab('write-only-bucket', '--tokens', tmpdir());
  expect(lab.greeting).toContain('write-only-bucket/scenario.yaml: no role is assumedBy a token');
  expect(await lab.end('SIGINT')).toBe(2);
});

test.each([
  [['--tokens', 'tokens'], /--tokens needs a scenario, whose roles are assumed with them/],
  [['--host', '192.0.2.1'], /192\.0\.2\.1 is not an address of this machine: choose another with --host/],
  [['--backend', 'endpoint'], /--backend endpoint needs --endpoint, such as/],
  [['--endpoint', 'http://127.0.0.1:1'], /--endpoint needs --backend endpoint/],
  [
    ['--backend', 'endpoint', '--endpoint', 'http://192.0.2.1:4566'],
    /is not on this machine.*--allow-remote/,
  ],
  [['--backend', 'endpoint', '--endpoint', 'http://127.0.0.1:1'], /127\.0\.0\.1:1.*refused/],
  [['--host-name', 'http://gateway'], /--host-name <name>.*It must be a host name such as gateway/],
  [['--mode', 'off'], /Allowed choices are enforce, soft/],
  [['--watch'], /--watch needs a scenario, whose files it watches/],
  [['--backend', 'other'], /Allowed choices are embedded, localstack, endpoint/],
])('keyhole lab --empty %j is refused in one message', async (args, message) => {
  const { exitCode, stdout, stderr } = await keyholeHere('lab', '--empty', '--port', '0', ...args);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(message),
  });
  expect(stderr).not.toMatch(/\n\s+at /);
});

test.each([[[]], [['--as', 'processing']]])(
  'keyhole lab --run %j keeps its profiles until the command has ended',
  async (as) => {
    const line = 'grep -c "profile processing" "$AWS_CONFIG_FILE"';
    const { exitCode, stdout } = await keyhole('lab', 'write-only-bucket', ...as, '--run', line);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '1\n' });
  },
);
