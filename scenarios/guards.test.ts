import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const PROJECT = join(import.meta.dirname, '..');

/** Examples that must not pass, with a pattern for the message of each. */
const FAILING: readonly (readonly [name: string, steps: readonly string[], message: RegExp])[] = [
  [
    'an answer that no Then looks at',
    ['When the transfer role uploads "hello.txt"', 'Then "hello.txt" is encrypted with the shared key'],
    /no Then looks at the answer to the last request; add one that states it\nanswered: access is granted\nallowed by: /,
  ],
  [
    'a request after one that no Then has looked at',
    [
      'When the transfer role uploads "a.txt"',
      'When the transfer role uploads "b.txt"',
      'Then access is granted',
    ],
    /no Then looks at the answer to the request before/,
  ],
  [
    'a denial where access is granted',
    [
      'When the transfer role uploads "hello.txt"',
      'Then access is denied: no identity policy allows kms:GenerateDataKey',
    ],
    /expected: access is denied: .* kms:GenerateDataKey\nanswered: access is granted\nallowed by: the statement "Allow Encryption with the key" of the key policy of the shared key, scenarios\/write-only-bucket\/added\/key-policy\.json:11 .*\nallowed by: the statement "KMSaccess"/,
  ],
  [
    'a denial for another reason',
    [
      'Given the transfer role has uploaded "hello.txt"',
      'When the transfer role reads "hello.txt"',
      'Then access is denied: no identity policy allows kms:Decrypt',
    ],
    /layer: expected identity \(no allow\), got key policy \(no allow\)/,
  ],
  [
    'a denial on another permission',
    [
      'Given the transfer role has uploaded "hello.txt"',
      'When the transfer role reads "hello.txt"',
      'Then access is denied: the key policy of the shared key does not allow kms:Encrypt',
    ],
    /permission: expected kms:Encrypt, got kms:Decrypt/,
  ],
  [
    'a denial by another key',
    [
      'Given the transfer role has uploaded "hello.txt"',
      'When the transfer role reads "hello.txt"',
      'Then access is denied: the key policy of the intake key does not allow kms:Decrypt',
    ],
    /key: expected the intake key, got the shared key/,
  ],
  [
    'access granted where it is denied',
    [
      'Given the transfer role has uploaded "hello.txt"',
      'When the transfer role reads "hello.txt"',
      'Then access is granted',
    ],
    /expected: access is granted\nanswered: access is denied: the key policy of the shared key does not allow kms:Decrypt/,
  ],
  [
    'content that is not what was written last',
    [
      'Given the transfer role has uploaded "hello.txt"',
      'When the processing role reads "hello.txt"',
      'Then "other.txt" arrives unchanged',
    ],
    /version 1 of hello\.txt/,
  ],
  [
    'an access matrix with a cell that is not so',
    [
      'Given the transfer role has uploaded "hello.txt"',
      'Then access to "hello.txt" is:',
      '| who               | read       | list |',
      '| the transfer role | key policy | yes  |',
      '| the auditor role  | yes        | yes  |',
    ],
    /\| the transfer role \| key policy +\| yes {2}\|\n +\| the auditor role {2}\| yes → .+ \| yes {2}\|/,
  ],
  [
    'an access matrix with a cell outside the vocabulary',
    [
      'Given the transfer role has uploaded "hello.txt"',
      'Then access to "hello.txt" is:',
      '| who               | read |',
      '| the transfer role | no   |',
    ],
    /"no" is not a cell of an access matrix\. Known: yes, identity policy,/,
  ],
  [
    'an access matrix with a column outside the vocabulary',
    ['Then access to the shared key is:', '| who               | reed |', '| the transfer role | yes  |'],
    /there is no column of an access matrix "reed"; did you mean "read"\?/,
  ],
  [
    'an access matrix that asks a key for objects',
    ['Then access to the shared key is:', '| who               | read |', '| the transfer role | yes  |'],
    /this access matrix has a column that needs "object"/,
  ],
  [
    'a reason outside the vocabulary',
    [
      'When the transfer role uploads "hello.txt"',
      'Then access is denied: the moon does not allow kms:Decrypt',
    ],
    /"the moon does not allow" is not a known reason for a denial(?:\.|; did you mean .*) Known:/,
  ],
  [
    'a name that the scenario does not have',
    ['When the transfr role uploads "hello.txt"', 'Then access is granted'],
    /there is no user or role "transfr"; did you mean "transfer"\?/,
  ],
  [
    'a Given that is refused',
    [
      'Given the transfer role has read "hello.txt"',
      'When the transfer role uploads "x"',
      'Then access is granted',
    ],
    /BrokenExample: a Given was refused\nanswered: the request fails: 404 NoSuchKey/,
  ],
  [
    'an unknown scenario',
    ['Given the write-only-buckets scenario'],
    /there is no scenario "write-only-buckets"; did you mean "write-only-bucket"/,
  ],
];

let folder: string;
/** The message of Cucumber for each example, by name. */
const messages = new Map<string, string>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guards-'));
  const file = join(folder, 'guards.feature');
  writeFileSync(file, feature());
  const cucumber = join(PROJECT, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js');
  const options = ['--format', 'message', '--import', 'steps/**/!(*.test).ts', file];
  const { stdout } = spawnSync(process.execPath, [cucumber, ...options], {
    cwd: PROJECT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  collect(stdout.split('\n').flatMap((line): Envelope[] => (line.startsWith('{') ? [JSON.parse(line)] : [])));
});

afterAll(() => rmSync(folder, { recursive: true }));

function feature(): string {
  const examples = FAILING.map(
    ([name, steps]) => `  Example: ${name}\n${steps.map((step) => `    ${step}\n`).join('')}`,
  );
  return `Feature: Guards\n  Background:\n    Given the write-only-bucket scenario\n${examples.join('')}`;
}

function collect(envelopes: readonly Envelope[]): void {
  const names = new Map(
    envelopes.flatMap(({ pickle }) => (pickle === undefined ? [] : [[pickle.id, pickle.name]])),
  );
  const pickles = new Map(
    envelopes.flatMap(({ testCase }) => (testCase === undefined ? [] : [[testCase.id, testCase.pickleId]])),
  );
  const cases = new Map(
    envelopes.flatMap(({ testCaseStarted }) =>
      testCaseStarted === undefined ? [] : [[testCaseStarted.id, testCaseStarted.testCaseId]],
    ),
  );
  for (const { testStepFinished } of envelopes) {
    const { message } = testStepFinished?.testStepResult ?? {};
    if (testStepFinished === undefined || message === undefined) continue;
    const pickle = pickles.get(cases.get(testStepFinished.testCaseStartedId) ?? '');
    messages.set(names.get(pickle ?? '') ?? '', message);
  }
}

describe('an example does not pass with', () => {
  test.each(FAILING)('%s', (name, _, message) => {
    expect(messages.get(name)).toMatch(message);
  });
});
