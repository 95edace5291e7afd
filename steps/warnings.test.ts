import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../support/node/own-file.ts';
import { type Files, inFolder } from '../support/settings/testing/in-folder.ts';

const CUCUMBER = [
  join(projectRoot, 'node_modules/@cucumber/cucumber/bin/cucumber.js'),
  '--import',
  join(projectRoot, 'steps/index.ts'),
];
const KEYHOLE = [join(projectRoot, 'support/commands/keyhole.ts'), 'spec'];

/** A document that nothing uses, which allows an action of a service that AWS does not have. */
const forgotten = `{ "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Action": "lamda:InvokeFunction", "Resource": "*" } }`;

const UNKNOWN =
  'keyhole: warning: scenarios/shared-reports/policies/forgotten.json:2:37: Statement[0].Action: "lamda:InvokeFunction" is of no service';
const UNUSED =
  'keyhole: warning: scenarios/shared-reports/policies/forgotten.json is used by nothing: scenario.yaml and the features do not name it';

/** The warnings of a run on the template with more files, each in one line, in a process of its own. */
function warningsOf(command: readonly string[], files: Files = {}): readonly string[] {
  const own = {
    'package.json': '{"type":"module"}',
    'scenarios/shared-reports/policies/forgotten.json': forgotten,
    ...files,
  };
  using _folder = inFolder(own, { '.': join(projectRoot, 'template') });
  const env = { ...process.env, GITHUB_ACTIONS: undefined };
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env });
  expect(status).toBe(0);
  const parts = stderr.replaceAll(/\s+/g, ' ').split(/(?=keyhole: warning: )/);
  return parts.filter((part) => part.startsWith('keyhole: warning: '));
}

describe('the warnings of documents are written once a run', () => {
  test.each([
    ['cucumber-js', CUCUMBER],
    ['cucumber-js --parallel 2', [...CUCUMBER, '--parallel', '2']],
    ['keyhole spec', KEYHOLE],
  ])('%s', (_, command) => {
    expect(warningsOf(command)).toEqual([expect.stringContaining(UNKNOWN), expect.stringContaining(UNUSED)]);
  });
});

test('the command of Cucumber reads the features of the settings for documents that they name', () => {
  const feature = 'Feature: Own\n  The "forgotten" document is not used yet.\n';
  const files = { 'keyhole.yaml': 'features: own\n', 'own/own.feature': feature };
  expect(warningsOf(CUCUMBER, files)).toEqual([expect.stringContaining(UNKNOWN)]);
});

test('keyhole spec reads the features of its option, and no others', () => {
  const feature = `Feature: Own
  The "forgotten" document is not used yet.
  Example: The intern lists nothing
    Given the shared-reports scenario
    When the intern role lists the reports bucket
    Then access is denied: no bucket policy allows s3:ListBucket
`;
  const command = [...KEYHOLE, '--features', 'own'];
  expect(warningsOf(command, { 'own/own.feature': feature })).toEqual([expect.stringContaining(UNKNOWN)]);
});

test('the command of Cucumber does not tell which documents are unused if it does not know the folder of the features', () => {
  const files = { 'keyhole.yaml': 'features: elsewhere\n' };
  expect(warningsOf(CUCUMBER, files)).toEqual([expect.stringContaining(UNKNOWN)]);
});
