import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../node/own-file.ts';
import { type Files, inFolder } from '../../settings/testing/in-folder.ts';
import type { Ran } from '../testing/run-keyhole.ts';

const STEPS = `import { Then } from '${join(projectRoot, 'steps/index.ts')}';\n`;

/** Runs keyhole spec on the template with more files, in a process of its own, since cucumber cannot be loaded here. */
function specWith(files: Files): Ran {
  const manifest = { 'package.json': '{"type":"module"}' };
  using _folder = inFolder({ ...manifest, ...files }, { '.': join(projectRoot, 'template') });
  const command = [join(projectRoot, 'support/commands/keyhole.ts'), 'spec', '--quiet'];
  const env = { ...process.env, GITHUB_ACTIONS: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env });
  return { exitCode: status, stdout, stderr };
}

/** Text in one line, since a terminal's width decides where it breaks. */
const inOneLine = (text = '') => text.replaceAll(/\s+/g, ' ');

describe('keyhole spec tells with exit code 1 what is wrong with an example, beside those that pass', () => {
  const examples: readonly [name: string, steps: readonly string[], message: string][] = [
    [
      'a misspelt step',
      ['When the analyst role reeds "report.csv"'],
      'this step; did you mean `the analyst role reads "report.csv"`? keyhole steps lists the vocabulary',
    ],
    [
      'an unknown principal',
      ['When the janitor role reads "report.csv"'],
      'there is no user or role "janitor"; known: analyst, intern, writer',
    ],
    [
      'an unknown bucket',
      ['When the intern role lists the report bucket'],
      'there is no bucket "report"; did you mean "reports"?',
    ],
    [
      'a misspelt reason',
      [
        'When the intern role reads "report.csv"',
        'Then access is denied: no butcket policy allows s3:GetObject',
      ],
      '"no butcket policy allows" is not a known reason for a denial; did you mean "no bucket policy allows"? Known: no identity policy allows',
    ],
    [
      'a misspelt action',
      [
        'When the intern role reads "report.csv"',
        'Then access is denied: no bucket policy allows s3:GetObjct',
      ],
      '"s3:GetObjct" is not an action of the services that keyhole serves; did you mean "s3:GetObject"?',
    ],
    [
      'a misspelt failure',
      ['When the intern role reads "report.csv"', 'Then the request fails: the bucket is empty'],
      '"the bucket is empty" is not a known failure; did you mean "the bucket is not empty"? Known:',
    ],
    [
      'a wrong expectation',
      ['When the intern role reads "report.csv"', 'Then access is granted'],
      'expected: access is granted answered: access is denied: no bucket policy allows s3:GetObject because: denied by the bucket policy of shared-reports: no statement allows s3:GetObject to the intern role nearest: the statement "AnalystReads" of the bucket policy of shared-reports, scenarios/shared-reports/policies/bucket.json:4: Principal: the intern role is not the analyst role',
    ],
    [
      'a Given that is refused',
      ['Given the intern role has read "report.csv"'],
      'a Given was refused answered: access is denied: no bucket policy allows s3:GetObject',
    ],
    [
      'an answer that no Then looks at',
      ['When the analyst role reads "report.csv"'],
      'no Then looks at the answer to the last request; add one that states it answered: access is granted',
    ],
    [
      'a Then without a When',
      ['Then access is denied: no bucket policy allows s3:GetObject'],
      'no request has been made yet; a When must come before this Then',
    ],
    ['a step of one’s own that throws', ['Then the moon is full'], 'the moon is full the moon is not full'],
    [
      'Givens alone',
      ['Given the writer role has uploaded "other.csv"'],
      'the example states no outcome: add a Then',
    ],
    [
      'a step of one’s own that is pending',
      ['Then the moon rises'],
      'the moon rises the function of this step answered that it is pending',
    ],
    [
      'a step of one’s own that keyhole has too',
      ['When the analyst role reads "report.csv"', 'Then "report.csv" arrives unchanged'],
      'several steps match this text: `{object} arrives unchanged`',
    ],
    ['an example without steps', [], 'the example has no steps: add some, or remove it'],
  ];
  const background = [
    'Background:',
    'Given the shared-reports scenario',
    'And the writer role has uploaded "report.csv"',
  ];
  let ran: Ran;

  beforeAll(() => {
    const features = examples.map(([name, steps], index) => [
      `features/${index}.feature`,
      [`Feature: F${index}`, ...background, `Example: ${name}`, ...steps, ''].join('\n'),
    ]);
    ran = specWith({
      ...Object.fromEntries(features),
      'features/none.feature': 'Feature: None\n\nExampel: misspelt\n',
      'features/lost.feature':
        'Feature: L\nRule: lost\nAs it is.\nExampel: x\nWhen the analyst role reads "report.csv"\nThen access is granted\nExample: y\n',
      'features/none-above.feature':
        'Feature: no keyword\nGiven the shared-reports scenario\nAnd more\nThen access is granted\nRule: prose\nWhen it rains, it pours.\nExample: y\n',
      'features/rows.feature':
        'Feature: R\nRule: r\nScenario Outline: lost\nThen the moon is full\nExamples:\n| who |\n',
      'features/unknown.feature':
        'Feature: U\nExample: an unknown scenario\nGiven the shared-report scenario\n',
      'steps/own.ts': `${STEPS}
        Then('the moon rises', () => 'pending');
        Then('the moon is full', () => { throw new Error('the moon is not full'); });
        Then('{object} arrives unchanged', () => {});`,
    });
  });

  const entryOf = (file: string) =>
    inOneLine(ran.stdout.split(/^(?=✗ )/m).find((entry) => entry.includes(`${file}:`)));

  test('the other examples ran', () => {
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toMatch(new RegExp(`^2 of ${examples.length + 9} examples pass`, 'm'));
  });

  test.each(examples.map(([name, , message], index) => [name, index, message] as const))(
    '%s',
    (name, index, message) => {
      expect(entryOf(`features/${index}.feature`)).toContain(name);
      expect(entryOf(`features/${index}.feature`)).toContain(message);
    },
  );

  test('a feature without examples, as after a misspelt keyword', () => {
    expect(entryOf('features/none.feature')).toContain(
      'features/none.feature:1 None the feature has no examples',
    );
  });

  test('an example that a misspelt keyword hides in a description', () => {
    expect(inOneLine(ran.stdout)).toContain(
      'features/lost.feature:2 lost steps in the description do not run; did you mean "Example:" in place of "Exampel:"?',
    );
  });

  test('an example whose keyword is missing', () => {
    expect(inOneLine(ran.stdout)).toContain(
      'features/none-above.feature:1 no keyword steps in the description do not run: write "Example:" above them',
    );
  });

  test('an outline without rows', () => {
    expect(entryOf('features/rows.feature')).toContain(
      'features/rows.feature:3 lost the outline has no rows: write some below "Examples:", or remove it',
    );
  });

  test('an unknown scenario', () => {
    expect(entryOf('features/unknown.feature')).toContain(
      'features/unknown.feature:3 an unknown scenario the shared-report scenario there is no scenario "shared-report"; did you mean "shared-reports"?',
    );
  });

  test('messages have no ids and no ARNs', () => {
    expect(ran.stdout).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(ran.stdout).not.toContain('arn:aws');
  });
});

test('keyhole spec names with exit code 2 the first wrong line of every feature that does not parse', () => {
  const { exitCode, stderr } = specWith({
    'features/a.feature': 'Feature: A\nExample: a\nGiven the shared-reports scenario\nWhatever\nAnything\n',
    'features/b.feature': '# language: de\nFeature: B\nExample: b\n',
    'features/c.feature': '# language: xx\nFeature: C\n',
    'features/d.feature': 'Feature: D\nScenario Outline: d\nGiven <a>\nExamples:\n| a | b |\n| 1 |\n',
  });
  expect({ exitCode, lines: stderr.trim().split('\n') }).toEqual({
    exitCode: 2,
    lines: [
      "keyhole: features/a.feature:4 is not valid Gherkin: 'Whatever' is not allowed here; a step, Examples:, Example: or Rule: is",
      `features/b.feature:2 is not valid Gherkin: 'Feature: B' is not allowed here; Feature: is; line 1 says that its keywords are of the language "de"`,
      expect.stringContaining(
        'features/c.feature:1 is not valid Gherkin: Language not supported: xx: name another',
      ),
      'features/d.feature:6 is not valid Gherkin: inconsistent cell count within the table: give each row as many cells as the first',
    ],
  });
});

describe('keyhole spec ends with exit code 2 for steps of one’s own that cannot be loaded', () => {
  test.each([
    [
      'with a fault of syntax',
      'const a: = 1;',
      'steps/own.ts:1: the steps cannot be loaded: Unexpected token `=`',
    ],
    [
      'that import what is missing',
      `import './gone.ts';`,
      "steps/own.ts: the steps cannot be loaded: Cannot find module 'steps/gone.ts'",
    ],
    [
      'that define a parameter type of keyhole',
      `import { defineParameterType } from '@cucumber/cucumber';\n${STEPS}defineParameterType({ name: 'bucket', regexp: /x/ });`,
      'the steps cannot be loaded: There is already a parameter type with name bucket',
    ],
  ])('%s', (_, text, message) => {
    const cucumber = `file://${join(projectRoot, 'node_modules/@cucumber/cucumber/lib/wrapper.mjs')}`;
    const { exitCode, stdout, stderr } = specWith({
      'steps/own.ts': text.replace('@cucumber/cucumber', cucumber),
    });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });
});
