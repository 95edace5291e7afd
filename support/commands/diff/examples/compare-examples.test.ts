import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../../node/own-file.ts';
import { inFolder } from '../../../settings/testing/in-folder.ts';
import { keyhole } from '../../testing/run-keyhole.ts';

const SCENARIO = 'scenarios/shared-reports';
const POLICY = `${SCENARIO}/policies/bucket.json`;
const FEATURE = 'features/reports.feature';

function git(...args: readonly string[]): void {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...author, ...args], { stdio: 'ignore' });
}

/** Commits the files of the first specification, for which HEAD stands. */
function commit(): void {
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'before');
}

/** Lets the intern read too, which the feature says that it cannot. */
function widen(): void {
  const both = '["{{roles.analyst.arn}}", "{{roles.intern.arn}}"]';
  writeFileSync(POLICY, readFileSync(POLICY, 'utf8').replace('"{{roles.analyst.arn}}"', both));
}

const example = (name: string, role: string, outcome: string) =>
  `\n    Example: ${name}\n      When the ${role} role reads "report.csv"\n      Then ${outcome}\n`;

const diff = (...args: readonly string[]) => keyhole('diff', `HEAD:${SCENARIO}`, SCENARIO, ...args);

test('tells the examples that a change of access flips, with the reason in each version', async () => {
  using _folder = inFolder({}, { '.': join(projectRoot, 'template') });
  commit();
  widen();
  const more = [
    example('The intern reads', 'intern', 'access is granted'),
    example('Another reads', 'newcomer', 'access is granted'),
  ];
  writeFileSync(FEATURE, readFileSync(FEATURE, 'utf8') + more.join(''));
  writeFileSync(
    'features/broken.feature',
    'Feature: of the shared-reports scenario\n  Example: a\n    Given b\n    Givn c\n',
  );
  const { stdout, exitCode } = await diff('--json', '--fail-on', 'flipped');
  const { examples } = JSON.parse(stdout);
  const told = examples.flipped.map(
    (flip: Record<string, Record<string, string>>) =>
      `${flip.file}:${flip.line} ${flip.name}: ${flip.before?.verdict}, ${flip.after?.verdict}; ${flip.only}`,
  );
  expect(told).toEqual([
    `${FEATURE}:15 The intern cannot read a report, because the bucket policy names the analyst alone: holds, fails; undefined`,
    `${FEATURE}:19 The intern reads: fails, holds; after`,
  ]);
  expect(examples.flipped[0].after.reason).toMatch(/answered: access is granted\n.*"AnalystReads"/);
  expect(examples.flipped[1].before.reason).toContain(`HEAD:${POLICY}:4`);
  expect(examples.notCompared).toEqual([
    { file: 'features/broken.feature', line: 4, reason: expect.stringContaining('not valid Gherkin') },
    { file: FEATURE, line: 23, reason: expect.stringContaining('there is no user or role "newcomer"') },
  ]);
  expect({ exitCode, compared: examples.compared }).toEqual({ exitCode: 1, compared: 3 });
});

test('tells an example that the later version does not have, and names its features by their revision', async () => {
  using _folder = inFolder({}, { '.': join(projectRoot, 'template') });
  commit();
  widen();
  writeFileSync(FEATURE, readFileSync(FEATURE, 'utf8').replace(/\n {4}Example: The intern.*/s, ''));
  const { stdout } = await diff();
  expect(stdout).toMatch(/✗ The intern cannot read/);
  expect(stdout).toMatch(
    /HEAD:features\/reports\.feature:15 held, and fails now; only the earlier\s+version has this example/,
  );
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  const markdown = await diff('--markdown');
  expect(markdown.stdout).toMatch(/^## Access: 1 widened, 0 narrowed, 1 example flips$/m);
  expect(markdown.stdout).toMatch(
    /^- ❌ The intern cannot read.*\n {2}- HEAD:features\/reports\.feature:15$/m,
  );
  const sarif = JSON.parse((await diff('--sarif')).stdout);
  const [, broken] = sarif.runs[0].results;
  expect(broken).toMatchObject({
    ruleId: 'example-broken',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'features/reports.feature' },
          region: { startLine: 15 },
        },
      },
    ],
  });
});

test('still compares access if the steps do not load, and fails for examples alone', async () => {
  using _folder = inFolder(
    { 'steps/own.ts': 'throw new Error("boom");\n' },
    { '.': join(projectRoot, 'template') },
  );
  commit();
  widen();
  const { stdout, exitCode } = await diff('--json', '--fail-on', 'narrowed');
  const { widened, examples } = JSON.parse(stdout);
  expect(widened).toHaveLength(1);
  expect(examples.notCompared).toEqual([{ reason: 'steps/own.ts:1: the steps cannot be loaded: boom' }]);
  expect(exitCode).toBe(0);
  expect((await diff('--fail-on', 'narrowed,flipped')).exitCode).toBe(1);
  const without = await diff('--no-features', '--fail-on', 'flipped');
  expect(without).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/no example was run, since\s/),
  });
});

test('runs nothing for versions that differ in formatting alone, and for a scenario that no feature names', async () => {
  using _folder = inFolder({}, { '.': join(projectRoot, 'template') });
  commit();
  writeFileSync(POLICY, JSON.stringify(JSON.parse(readFileSync(POLICY, 'utf8'))));
  const same = JSON.parse((await diff('--json', '--fail-on', 'any')).stdout);
  expect(same.examples).toEqual({
    ...{ compared: 0, flipped: [], notCompared: [] },
    noneSince: 'the documents say the same',
  });
  widen();
  mkdirSync('empty');
  writeFileSync('empty/a.feature', 'Feature: another\n');
  const unnamed = JSON.parse((await diff('--json', '--features', 'empty')).stdout);
  expect(unnamed.examples.noneSince).toBe('no feature names the scenario');
  const nowhere = await diff('--features', 'nowhere');
  expect(nowhere).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('a folder nowhere of features'),
  });
});
