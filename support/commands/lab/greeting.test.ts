import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../node/own-file.ts';
import { documentedScenarios, scenarioNamed } from '../../scenario/document/documented-scenarios.ts';
import { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import { inTemporaryFolder } from '../testing/in-folder.ts';
import { keyholeHere, startKeyhole } from '../testing/run-keyhole.ts';
import { startedLab } from '../testing/started-lab.ts';
import { castOfLab } from './cast-of-lab.ts';
import { greeting, tryText } from './greeting.ts';
import { thingsToTry } from './things-to-try.ts';
import { writtenExamples } from './written-examples.ts';

const scenarios = [
  '--scenarios',
  join(projectRoot, 'scenarios'),
  '--features',
  join(projectRoot, 'features'),
];

/** The greeting for a scenario of the project. */
function greetingOf(name: string): string {
  const provisioned = new ProvisionedScenario(scenarioNamed(name), 'http://127.0.0.1:4566');
  const named = (members: object) =>
    Object.fromEntries(Object.keys(members).map((key) => [key, 'x'.repeat(36)]));
  provisioned.learnKeys(named(provisioned.scenario.document.keys));
  provisioned.learnSecrets(named(provisioned.scenario.document.secrets));
  const cast = castOfLab(provisioned);
  const toTry = thingsToTry(provisioned, cast, 'features');
  const text = greeting({
    endpoint: 'http://127.0.0.1:4566',
    remarks: [],
    isFound: true,
    played: { provisioned, cast },
  });
  return text + tryText(toTry);
}

describe('the greeting', () => {
  test.each([...documentedScenarios().keys()])('of %s fits in 80 columns', (name) => {
    const lines = greetingOf(name).split('\n');
    expect(lines.filter(({ length }) => length > 80)).toEqual([]);
    expect(lines.length).toBeLessThan(75);
  });

  test('has the cast, a line for each principal, and three outcomes with commands', () => {
    const text = greetingOf('write-only-bucket');
    expect(text).toContain('  bucket    write-only  intake    s3://my-write-only-bucket\n');
    expect(text).toMatch(/^ {2}become +keyhole as transfer -- aws … +role of intake$/m);
    expect(text).toMatch(/^ +keyhole as root-intake -- aws … +root user of intake$/m);
    expect(text.match(/\b[A-Z]\d\d /g)).toHaveLength(3);
    expect(text).toContain(
      String.raw`            echo hello | keyhole as transfer -- \
              aws s3 cp - s3://my-write-only-bucket/hello.txt
            keyhole as transfer -- \
              aws s3 cp s3://my-write-only-bucket/hello.txt -
`,
    );
  });
});

describe('the examples that a lab reads', () => {
  test('have the tags and steps before their outcome', () => {
    const examples = writtenExamples(join(projectRoot, 'features'), 'write-only-bucket');
    expect(examples).toContainEqual({
      title: 'The writer cannot read its own object',
      tags: ['@W03'],
      steps: ['the transfer role has uploaded "hello.txt"', 'the transfer role reads "hello.txt"'],
      isDenied: true,
    });
  });

  test('have the steps of their background, after the scenario', () => {
    const [first] = writtenExamples(join(projectRoot, 'template', 'features'), 'shared-reports');
    expect(first?.steps).toEqual([
      'the writer role has uploaded "report.csv"',
      'the analyst role reads "report.csv"',
    ]);
  });

  test('are none of a feature that begins otherwise', () => {
    expect(
      writtenExamples(join(projectRoot, 'features'), 'key-arn-gotcha').map(({ tags }) => tags[0]),
    ).not.toContain('@W03');
  });
});

describe('keyhole lab in a folder', () => {
  inTemporaryFolder();

  test('takes a free port if the usual one is in use, says so, and leaves no files', async () => {
    const other = createServer();
    // If another program has the usual port, that is as good.
    await Promise.race([once(other.listen(4566, '127.0.0.1'), 'listening'), once(other, 'error')]).catch(
      () => undefined,
    );
    const child = startKeyhole('lab', '--empty');
    const [text] = await once(child.stdout, 'data');
    expect(String(text)).toMatch(
      /^keyhole lab on http:\/\/127\.0\.0\.1:(?!4566)\d+\n {2}port 4566 is in use, so this lab took a free one\n/,
    );
    expect(readdirSync(join('.cache', 'lab')).some((name) => /^\d+$/.test(name))).toBe(true);
    child.kill('SIGINT');
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(readdirSync(join('.cache', 'lab'))).toEqual(['.gitignore']);
    other.close();
  });

  test('that cannot be written serves all the same', async () => {
    writeFileSync('in-the-way', '');
    mkdirSync('elsewhere');
    const before = process.cwd();
    process.chdir('elsewhere');
    try {
      writeFileSync('.cache', 'this is a file');
      const lab = await startedLab('--empty');
      expect(lab.greeting).toMatch(new RegExp(`denials +keyhole explain --endpoint ${lab.endpoint}$`, 'm'));
      expect(await lab.end('SIGINT')).toBe(0);
    } finally {
      process.chdir(before);
    }
  });

  test('goes on answering while its output is not read', async () => {
    const child = startKeyhole('lab', '--empty', '--port', '0');
    const [text] = await once(child.stdout, 'data');
    child.stdout.pause();
    const [endpoint = ''] = /http:\S+/.exec(String(text)) ?? [];
    const key = 'k'.repeat(900);
    for (let sent = 0; sent < 400; sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${endpoint}/bucket/${key}`)));
      expect(answers.map(({ status }) => status)).not.toContain(500);
    }
    child.kill('SIGINT');
    child.stdout.resume();
    expect((await once(child, 'close'))[0]).toBe(0);
  });

  test('runs a command in a lab of its own, as a principal, and ends with its code', async () => {
    const code = "require('fs').writeFileSync('as.json', JSON.stringify(process.env)); process.exit(3)";
    const line = `"${process.execPath}" -e "${code}"`;
    const ran = await keyholeHere(
      'lab',
      'write-only-bucket',
      ...scenarios,
      '--as',
      'the outsider',
      '--run',
      line,
    );
    expect(ran).toEqual({ exitCode: 3, stdout: '', stderr: '' });
    expect(existsSync('as.json')).toBe(true);
  });
});

describe('keyhole lab refuses in one message', () => {
  const taken = createServer();
  test.each([
    [
      'an unknown scenario',
      ['write-onyl-bucket'],
      /there is no scenario "write-onyl-bucket"; did you mean "write-only-bucket"\?/,
    ],
    ['no scenario', [], /lab needs the name of a scenario or --empty, and not both/],
    ['--run without a command', ['write-only-bucket', '--run'], /option '--run <command>' argument missing/],
    [
      '--run with an empty command',
      ['write-only-bucket', '--run', ' '],
      /--run needs a command, such as --run 'aws s3 ls'/,
    ],
    ['--as without --run', ['write-only-bucket', '--as', 'transfer'], /--as needs --run/],
    [
      'an unknown principal',
      ['write-only-bucket', '--as', 'transfre', '--run', 'true'],
      /did you mean "the transfer role"\?/,
    ],
    ['an unknown result', ['write-only-bucket', '--only', 'allowed'], /Allowed choices are denied/],
  ])('%s', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await keyholeHere('lab', ...scenarios, ...args);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('a port that is given and in use', async () => {
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    const { port } = taken.address() as AddressInfo;
    const ran = await keyholeHere('lab', '--empty', '--port', String(port));
    taken.close();
    expect(ran).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `keyhole: port ${port} is in use: choose another with --port, or 0 for a free one\n`,
    });
  });

  describe('in a folder', () => {
    const folder = inTemporaryFolder();
    test('a scenario with broken YAML', async () => {
      mkdirSync(join(folder(), 'own', 'a'), { recursive: true });
      writeFileSync(join('own', 'a', 'scenario.yaml'), 'title: [a\n');
      const { exitCode, stderr } = await keyholeHere('lab', 'a', '--scenarios', 'own');
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: expect.stringMatching(/^keyhole: own\/a\/scenario\.yaml:\d+:\d+: .*\n$/),
      });
    });
  });
});
