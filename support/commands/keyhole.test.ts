import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../node/own-file.ts';
import { ownVersion } from '../node/own-version.ts';
import { scenarioNames } from '../scenario/document/load-scenario.ts';
import { shippedFolder } from '../scenario/document/shipped-scenarios.ts';
import { keyhole, keyholeHere, type Ran, ran, startKeyhole } from './testing/run-keyhole.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-'));
  folders.push(folder);
  return folder;
}

/** A copy of scenarios/ in which one file is changed, or one folder is copied under another name. */
function scenariosWith(
  change: { file: string; from: string; to: string } | { copy: string; as: string },
): string {
  const folder = join(temporaryFolder(), 'scenarios');
  cpSync(join(projectRoot, 'scenarios'), folder, { recursive: true });
  if ('copy' in change) {
    cpSync(join(folder, change.copy), join(folder, change.as), { recursive: true });
  } else {
    const path = join(folder, change.file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(change.from)) throw new Error(`${change.file} does not contain ${change.from}`);
    writeFileSync(path, text.replace(change.from, change.to));
  }
  return folder;
}

/** The place of the first Then in a folder of features. */
function firstThen(folder: string): { file: string; line: number } {
  const [name = ''] = readdirSync(join(projectRoot, folder)).filter((entry) => entry.endsWith('.feature'));
  const lines = readFileSync(join(projectRoot, folder, name), 'utf8').split('\n');
  return { file: `${folder}/${name}`, line: lines.findIndex((text) => text.trim().startsWith('Then ')) + 1 };
}

function featureIn(folder: string, name: string, ...steps: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    ['Feature: A', '', '  Example: B', ...steps.map((step) => `    ${step}`), ''].join('\n'),
  );
  return path;
}

describe('keyhole spec refuses with exit code 2 and says where and why', () => {
  test.each([
    [
      'YAML that does not parse',
      { file: 'write-only-bucket/scenario.yaml', from: 'region: eu-west-1', to: 'region: [eu-west-1' },
      /scenario\.yaml:\d+:\d+/,
    ],
    [
      'a member that scenario.yaml does not have',
      {
        file: 'write-only-bucket/scenario.yaml',
        from: 'region: eu-west-1',
        to: 'region: eu-west-1\nregoin: x',
      },
      /scenario\.yaml:\d+:\d+: .*regoin/s,
    ],
    [
      'a policy that is not JSON',
      { file: 'write-only-bucket/policies/kms-access.json', from: '"Effect"', to: 'Effect' },
      /kms-access\.json:6:7: this is not an identity-based policy: not JSON/,
    ],
    [
      'a policy that is not a policy',
      { file: 'write-only-bucket/policies/kms-access.json', from: '"Effect"', to: '"Efect"' },
      /kms-access\.json.*Efect/s,
    ],
    [
      'an undefined placeholder',
      {
        file: 'write-only-bucket/policies/kms-access.json',
        from: '{{keys.shared.arn}}',
        to: '{{keys.shraed.arn}}',
      },
      /kms-access\.json.*keys\.shraed\.arn.*keys\.shared\.arn/s,
    ],
    [
      'an unknown condition operator',
      {
        file: 'write-only-bucket/policies/kms-access.json',
        from: '"Effect": "Allow",',
        to: '"Effect": "Allow", "Condition": { "StringEqual": { "kms:ViaService": "x" } },',
      },
      /kms-access\.json.*StringEqual.*StringEquals/s,
    ],
    [
      'two scenarios of one name',
      { copy: 'write-only-bucket', as: 'again' },
      /again and write-only-bucket.*rename/s,
    ],
  ])('%s', async (_, change, message) => {
    const { exitCode, stderr } = await keyholeHere('spec', '--scenarios', scenariosWith(change));
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });

  test('a feature that does not parse', async () => {
    const given = featureIn(temporaryFolder(), 'a.feature', 'Given the moon is full', 'Whatever');
    const { exitCode, stderr } = await keyhole('spec', given);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(
        /a\.feature:5 is not valid Gherkin: 'Whatever' is not allowed here; a step, Examples:, Example: or Rule: is\n/,
      ),
    });
  });

  test.each([
    ['tags that select nothing', ['--tags', '@Z99'], /no example in features matches --tags @Z99/],
    ['a tag expression that does not parse', ['--tags', '@W01 and'], /--tags: Tag expression/],
  ])('%s', async (_, args, message) => {
    const { exitCode, stderr } = await keyhole('spec', ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });

  test.each([
    ['a path that does not exist', ['features/nowhere'], /no example matches features\/nowhere/],
    [
      'a path that does not exist, beside one that does',
      ['features/key-arn-gotcha', 'features/nowhere'],
      /no example matches features\/nowhere: the file or folder does not exist/,
    ],
    [
      'a folder of scenarios that does not exist',
      ['--scenarios', '/nowhere'],
      /nowhere cannot be read as a folder/,
    ],
    ['an image without its backend', ['--image', 'x:1'], /--image needs --backend localstack/],
    ['a permission that nothing needs', ['--allow-remote'], /--allow-remote needs --backend endpoint/],
    ['an unknown option', ['--frobnicate'], /unknown option '--frobnicate'/],
    ['a comparison of the embedded store', ['--compare'], /--compare needs .* --backend localstack or/],
    ['a record of a part', ['--record', '--tags', '@W03'], /--record needs the whole specification/],
  ])('%s', async (_, args, message) => {
    const { exitCode, stderr } = await keyholeHere('spec', ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });
});

describe('keyhole spec lists with exit code 1 every example that cannot be run', () => {
  const folder = temporaryFolder();
  let listed: Ran;

  const unusable: readonly [string, readonly string[], string][] = [
    [
      'an unknown scenario',
      ['Given the write-onyl-bucket scenario'],
      ':4 B the write-onyl-bucket scenario there is no scenario "write-onyl-bucket"; did you mean "write-only-bucket"?',
    ],
    [
      'an unknown step',
      ['Given the moon is full'],
      ':4 B the moon is full neither keyhole nor steps/ defines this step; keyhole steps lists the vocabulary',
    ],
    [
      'a misspelt step',
      ['Given the transfer role has uploded "a"'],
      'this step; did you mean `the transfer role has uploaded "a"`? keyhole steps lists the vocabulary',
    ],
    [
      'a tag without an outcome',
      ['* the write-only-bucket scenario', '', '@W99', 'Example: C', '* the write-only-bucket scenario'],
      ':7 C scenarios/outcomes.yaml has no outcome for the tag @W99; did you mean "W09"?',
    ],
    ['an example without steps', [], ':3 B the example has no steps: add some, or remove it'],
  ];

  beforeAll(async () => {
    listed = await keyhole(
      'spec',
      ...unusable.map(([, steps], index) => featureIn(folder, `${index}.feature`, ...steps)),
    );
  });

  test.each(unusable.map(([what, , message], index) => [what, index, message] as const))(
    '%s',
    (_, index, message) => {
      const file = `/${index}.feature:`;
      const said = listed.stdout
        .split(/^✗ unusable$/m)
        .slice(1)
        .find((entry) => entry.includes(file));
      expect(said?.replaceAll(/\s+/g, ' ')).toContain(message);
      expect(listed.exitCode).toBe(1);
    },
  );
});

describe('keyhole lab refuses with exit code 2 and says what to do', () => {
  test('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const { exitCode, stderr } = await keyholeHere('lab', '--empty', '--port', port);
    server.close();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/is in use: choose another with --port/),
    });
  });

  test.each([
    ['a port that is not a number', ['--empty', '--port', 'http'], /'http' is invalid/],
    ['an unknown scenario', ['write-onyl-bucket'], /write-only-bucket/],
    ['nothing to start with', [], /lab needs the name of a scenario or --empty/],
  ])('%s', async (_, args, message) => {
    const { exitCode, stderr } = await keyholeHere('lab', ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });
});

describe('keyhole spec reports failures with exit code 1', () => {
  test('a change of a published policy flips its outcomes', async () => {
    const scenarios = scenariosWith({
      file: 'write-only-bucket/added/key-policy.json',
      from: '"kms:Encrypt",',
      to: '"kms:Encrypt", "kms:Decrypt",',
    });
    const { exitCode, stdout } = await keyhole('spec', '--scenarios', scenarios, '--tags', '@W03 or @W04');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ W03/);
    expect(stdout).toMatch(/✗ W04/);
    expect(stdout).toMatch(/to see the decisions: keyhole explain features\/\S+\.feature:\d+$/m);
    const said = stdout.replaceAll(/\s+/g, ' ');
    expect(said).toContain(
      'expected: access is denied: the key policy of the shared key does not allow kms:Decrypt',
    );
    expect(said).toMatch(
      /allowed by: the statement "Allow Encryption with the key" of the key policy of the shared key, [^:]*key-policy\.json:11/,
    );
  });
});

test.each([['--help'], ['spec', '--help'], ['lab', '--help'], ['explain', '--help'], ['decide', '--help']])(
  'keyhole %s %s helps with exit code 0',
  async (...args) => {
    const { exitCode, stdout } = await keyholeHere(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('Usage: keyhole') });
  },
);

test('an unknown option says which command has help', async () => {
  expect((await keyholeHere('decide', '--frobnicate')).stderr).toContain('(for help: keyhole decide --help)');
  expect((await keyholeHere('lab', '--port', '99999')).stderr).toMatch(
    /^keyhole: option '-p, --port <number>' argument '99999' is invalid/,
  );
});

test.each(['--version', '-V'])('keyhole %s prints the version', async (option) => {
  const { exitCode, stdout } = await keyholeHere(option);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${ownVersion()}\n` });
});

test('the help of lab names each scenario that ships', async () => {
  const { stdout } = await keyholeHere('lab', '--help');
  const words = stdout.replace(/\s+/g, ' ');
  expect(scenarioNames(shippedFolder).filter((name) => !words.includes(` ${name}`))).toEqual([]);
});

test.each([
  [['decide', '--help'], 0],
  [['spec', '--tags', '@W03'], 0],
])('keyhole %j completes although its reader ends', async (args, exitCode) => {
  const child = startKeyhole(...args);
  child.stdout.destroy();
  const { stderr, ...ended } = await ran(child);
  expect({ stderr: stderr.trim().replace(/^\.+$/, ''), exitCode: ended.exitCode }).toEqual({
    stderr: '',
    exitCode,
  });
});

test('keyhole spec leaves nothing beside a file that it cannot write', async () => {
  const folder = temporaryFolder();
  const { stderr } = await keyhole('spec', '--tags', '@W03', '--decisions', folder);
  expect(stderr).toContain('cannot be written (EISDIR)');
  expect(readdirSync(dirname(folder)).filter((name) => name.startsWith(`${basename(folder)}.`))).toEqual([]);
});

test('keyhole spec takes the line of a step for its example, as failures name it', async () => {
  const { file, line } = firstThen('features/key-arn-gotcha');
  const { exitCode, stdout } = await keyhole('spec', `${file}:${line}`);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringContaining('1 of 1 examples pass'),
  });
});

test('keyhole spec runs the features that are asked for, and no others', async () => {
  const { stdout } = await keyhole('spec', 'features/key-arn-gotcha', '--tags', '@A01 or @W03');
  expect(stdout).toContain('key-arn-gotcha');
  expect(stdout).not.toContain('write-only-bucket');
});
