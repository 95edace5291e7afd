import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyhole, keyholeHere, startKeyhole } from '../testing/run-keyhole.ts';
import { recordedDecision } from './recorded-decision.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-'));
const file = join(folder, 'decisions.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));

const feature = 'features/write-only-bucket/writing-without-reading.feature';
/** The line of an example of the feature. */
const lineOf = (title: string) =>
  readFileSync(feature, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(title)) + 1;
const explain = (...args: readonly string[]) => keyholeHere('explain', '--decisions', file, ...args);

beforeAll(async () => {
  const { exitCode } = await keyhole('spec', '--tags', '@W01 or @W03', '--decisions', file);
  expect(exitCode).toBe(0);
});

describe('keyhole explain', () => {
  test.each([
    ['an outcome', () => 'W03'],
    ['an outcome as features tag it', () => '@W03'],
    ['an example', () => `${feature}:${lineOf('The writer cannot read its own object')}`],
    ['a line within an example', () => `${feature}:${lineOf('The writer cannot read its own object') + 2}`],
    ['a decision by its id', () => deniedId()],
  ])('explains %s', async (_, what) => {
    const { exitCode, stdout } = await explain(what());
    expect(exitCode).toBe(0);
    const told = stdout.replace(/\s+/g, ' ');
    expect(told).toContain('the transfer role · s3 GetObject · eu-west-1');
    expect(told).toMatch(
      /✓ s3:GetObject on "hello\.txt" in the write-only bucket allowed by scenarios\/\S+\/s3-access\.json:10 /,
    );
    expect(told).toContain(
      '✗ kms:Decrypt on the shared key denied by the key policy of the shared key: no statement allows kms:Decrypt to the transfer role',
    );
    expect(told).toMatch(
      /nearest scenarios\/\S+\/key-policy\.json:11 the statement "Allow Encryption with the key"/,
    );
    expect(told).toMatch(
      /:26 Allow "Allow Decryption with the key" Principal the transfer role is not the root user of/,
    );
    expect(told).toContain('the answer was 403 AccessDenied');
  });

  test('begins an outcome with its statement in the register', async () => {
    const { stdout } = await explain('W03');
    expect(stdout).toMatch(/^The transfer role cannot read its own upload:/);
  });

  test('shows what was allowed if nothing was denied', async () => {
    const { exitCode, stdout } = await explain('W01');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining('✓ kms:GenerateDataKey'),
    });
    expect(stdout).not.toContain('✗');
  });

  test('lists the denials where it is not told which', async () => {
    const { exitCode, stdout, stderr } = await explain();
    expect(exitCode).toBe(0);
    expect(stderr).toContain('keyhole explain <id> shows the statements behind one');
    expect(stdout).toMatch(new RegExp(`^${deniedId()}\\s+W03\\s+${feature}`, 'm'));
    expect(stdout).not.toContain('W01');
  });

  test.each([
    [
      'an outcome that was not run',
      ['W99'],
      /no request of "W99" was recorded: did you mean W0\d\? .* of W01, W03; /,
    ],
    ['a line before all examples', [`${feature}:1`], /was recorded/],
    [
      'a file that does not exist',
      ['--decisions', 'nowhere.jsonl'],
      /nowhere\.jsonl does not exist: run keyhole spec first/,
    ],
    ['an endpoint that is not a URL', ['--endpoint', 'lab'], /--endpoint lab is not a URL/],
    [
      'an endpoint where nothing listens',
      ['--endpoint', 'http://127.0.0.1:9'],
      /nothing answers at http:\/\/127\.0\.0\.1:9/,
    ],
  ])('refuses %s', async (_, args, message) => {
    const { exitCode, stderr } = await explain(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });

  test.each([[[]], [['5F2A1C9E0B7D4E63']]])('refuses %j of a server that is not a lab', async (what) => {
    const server = createServer((_, response) => response.writeHead(404).end('nothing here'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { exitCode, stderr } = await keyholeHere(
      'explain',
      ...what,
      '--endpoint',
      `http://127.0.0.1:${port}`,
    );
    server.close();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/answers with 404, and not as a keyhole lab does/),
    });
  });

  test('refuses a file that keyhole did not write', async () => {
    const other = join(folder, 'other.jsonl');
    writeFileSync(other, `${readFileSync(file, 'utf8')}{"id":1}\n`);
    const { exitCode, stderr } = await keyholeHere('explain', '--decisions', other);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/other\.jsonl:\d+ is not a decision/),
    });
  });
});

test('keyhole explain asks a lab, which speaks in the names of its scenario', async () => {
  const lab = startKeyhole('lab', 'write-only-bucket', '--port', '0');
  try {
    const [greeting] = await once(lab.stdout, 'data');
    const [endpoint = ''] = /http:\S+/.exec(String(greeting)) ?? [];
    const { headers } = await fetch(`${endpoint}/my-write-only-bucket/hello.txt`);
    const id = headers.get('x-keyhole-decision-id') ?? '';
    for (const args of [[], [id]]) {
      const { exitCode, stdout } = await keyholeHere('explain', '--endpoint', endpoint, ...args);
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining(id) });
    }
    const one = await keyholeHere('explain', id, '--endpoint', endpoint);
    expect(one.stdout).toContain('✗ s3:GetObject on "hello.txt" in the write-only bucket');
    expect(one.stdout).toMatch(/bucket-policy\.json/);
    const none = await keyholeHere('explain', 'W03', '--endpoint', endpoint);
    expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/has no decision "W03"/) });
  } finally {
    lab.kill('SIGINT');
    await once(lab, 'close');
  }
});

function deniedId(): string {
  const decisions = readFileSync(file, 'utf8').trim().split('\n').map(recordedDecision);
  return decisions.find((one) => one?.origin?.outcomes.includes('W03'))?.id ?? '';
}
