import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { decisionsOf } from '../commands/testing/decisions-of.ts';
import { keyholeHere } from '../commands/testing/run-keyhole.ts';
import { loadScenario } from '../scenario/document/load-scenario.ts';
import { dryRun } from './dry-run.ts';
import { sameNames } from './example-checks.ts';
import { specificationOf } from './specification.ts';
import { unclearSteps } from './vocabulary-checks.ts';

const SCENARIOS = join(import.meta.dirname, '..', '..', 'examples', 'infrastructure-as-code', 'scenarios');

test('every step of the example with infrastructure as code is one of keyhole', () => {
  const { examples, shapes } = specificationOf(dryRun('examples/infrastructure-as-code/features/*.feature'));
  expect(examples).toHaveLength(4);
  expect(unclearSteps(shapes, examples)).toEqual([]);
  expect(sameNames(examples)).toEqual([]);
});

test.each(['planned-reports', 'template-reports'])(
  '%s is read without a gap, and decides as its features say',
  async (name) => {
    expect(loadScenario(SCENARIOS, name).warnings).toEqual([]);
    const decided = await decisionsOf(SCENARIOS, name, [
      'the analyst role | s3:GetObject | reports/published/q1.csv',
      'the analyst role | s3:GetObject | reports/drafts/q2.csv',
      'anonymous | s3:GetObject | reports/published/q1.csv',
    ]);
    expect(Object.values(decided)).toEqual(['allowed', 'denied', 'denied']);
  },
);

test.each([
  [
    'planned-reports',
    'aws_iam_role.analyst',
    'aws_iam_role_policy.analyst',
    'aws_s3_bucket.reports',
    /plan\.json$/,
  ],
  ['template-reports', 'AnalystRole', 'AnalystRole', 'Reports', /template\.yaml$/],
])(
  '%s takes the ids of its source, and names the resource behind a statement',
  async (name, role, holder, bucket, file) => {
    const folder = mkdtempSync(join(tmpdir(), 'questions-'));
    try {
      const questions = join(folder, 'questions.json');
      const resource = { id: bucket, key: 'published/q1.csv' };
      writeFileSync(
        questions,
        JSON.stringify([{ principal: { id: role }, action: 's3:GetObject', resource }]),
      );
      const args = ['--scenario', join(SCENARIOS, name), '--questions', questions, '--json'];
      const { stdout } = await keyholeHere('decide', ...args);
      const [answer] = JSON.parse(stdout).answers;
      expect(answer).toMatchObject({
        decision: 'allowed',
        statements: [{ file: expect.stringMatching(file), resource: holder }],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
