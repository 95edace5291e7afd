import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../node/own-file.ts';
import { inFolder } from '../../settings/testing/in-folder.ts';

const STEPS = `import { Given } from '${join(projectRoot, 'steps/index.ts')}';
Given('the moon is full', () => 'skipped');
`;

const example = (name: string, ...steps: readonly string[]) =>
  ['  Example: ', name, '\n    Given the shared-reports scenario\n    ', steps.join('\n    '), '\n'].join('');
const denied = [
  'When the intern role lists the reports bucket',
  'Then access is denied: no bucket policy allows s3:ListBucket',
];
const feature = `Feature: The moon\n${example('Always', ...denied)}${example('At full moon', 'And the moon is full', ...denied)}`;

test('an example that a step of one’s own skips is counted as skipped in every report, and never as passing', () => {
  const files = { 'package.json': '{"type":"module"}', 'steps/moon.ts': STEPS, 'own/moon.feature': feature };
  using _folder = inFolder(files, { '.': join(projectRoot, 'template') });
  const command = [join(projectRoot, 'support/commands/keyhole.ts'), 'spec', '--quiet', '--features', 'own'];
  const env = { ...process.env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary.md' };
  const { status, stdout } = spawnSync(process.execPath, [...command, '--junit', 'own.xml'], {
    encoding: 'utf8',
    env,
  });
  const reason = 'its step `the moon is full` answered that it is skipped';
  const [skipped, totals] = stripVTControlCharacters(stdout).trim().split('\n');
  expect(skipped).toBe(`skipped 1 example (own/moon.feature:6): ${reason}`);
  expect(totals).toMatch(/^1 of 1 examples pass, 1 skipped · /);
  expect(readFileSync('own.xml', 'utf8')).toContain(`<skipped message="${reason}"/>`);
  const summary = readFileSync('summary.md', 'utf8');
  expect(summary).toMatch(/^### Access: 1 of 1 pass, 1 skipped$/m);
  expect(summary).toMatch(
    /^- ➖ 1 example \(own\/moon\.feature:6\): its step \\`the moon is full\\` answered/m,
  );
  // As in cucumber, a skipped example alone does not fail a run.
  expect(status).toBe(0);
});
