import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { decisionsOf } from '../commands/testing/decisions-of.ts';
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
