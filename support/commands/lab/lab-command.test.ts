import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { keyholeHere, startKeyhole } from '../testing/run-keyhole.ts';
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

test('keyhole lab ends at once, also before it is up', async () => {
  const child = startKeyhole('lab', 'write-only-bucket', '--port', '0');
  await once(child, 'spawn');
  child.kill('SIGINT');
  const [exitCode, signal] = await once(child, 'close');
  expect(exitCode === 0 || signal === 'SIGINT').toBe(true);
});

test.each([
  [['--host', '192.0.2.1'], /192\.0\.2\.1 is not an address of this machine: choose another with --host/],
  [['--backend', 'endpoint'], /--backend endpoint needs --endpoint, such as/],
  [['--endpoint', 'http://127.0.0.1:1'], /--endpoint needs --backend endpoint/],
  [
    ['--backend', 'endpoint', '--endpoint', 'http://192.0.2.1:4566'],
    /is not on this machine.*--allow-remote/,
  ],
  [['--backend', 'endpoint', '--endpoint', 'http://127.0.0.1:1'], /127\.0\.0\.1:1.*refused/],
  [['--host-name', 'http://gateway'], /--host-name <name>.*It must be a host name such as gateway/],
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
