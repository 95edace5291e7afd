import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadScenario } from '../scenario/document/load-scenario.ts';
import { unusedDocuments } from '../scenario/document/unused-documents.ts';
import { dryRun } from './dry-run.ts';
import { sameNames } from './example-checks.ts';
import { specificationOf } from './specification.ts';
import { unclearSteps } from './vocabulary-checks.ts';

const EXAMPLE = join(import.meta.dirname, '..', '..', 'examples', 'deploy-role');

test('every step of the example with a deploy role is one of keyhole', () => {
  const { examples, shapes } = specificationOf(dryRun('examples/deploy-role/features/*.feature'));
  expect(examples.length).toBeGreaterThan(5);
  expect(unclearSteps(shapes, examples)).toEqual([]);
  expect(sameNames(examples)).toEqual([]);
});

test('the scenario of the example is valid, and nothing in it is unused', () => {
  const scenario = loadScenario(join(EXAMPLE, 'scenarios'), 'deploy-role');
  expect(scenario.warnings).toEqual([]);
  expect(unusedDocuments(scenario, [])).toEqual([]);
});
