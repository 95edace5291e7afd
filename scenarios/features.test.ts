import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { namedThings } from '../support/scenario/cast/named-things.ts';
import { documentedScenarios } from '../support/scenario/document/documented-scenarios.ts';
import { outcomeRegister } from '../support/scenario/document/outcome-register.ts';
import { ProvisionedScenario } from '../support/scenario/provision/provisioned-scenario.ts';
import { unsayable } from '../support/specification/cast-checks.ts';
import { misused } from '../support/specification/definition-kinds.ts';
import { dryRun } from '../support/specification/dry-run.ts';
import {
  disordered,
  sameBodies,
  sameNames,
  technicalSteps,
} from '../support/specification/example-checks.ts';
import { misplaced, strayTags, unproven, untagged } from '../support/specification/outcome-checks.ts';
import { overlappingShapes } from '../support/specification/overlapping-shapes.ts';
import { shapePattern } from '../support/specification/shape-pattern.ts';
import { specificationOf } from '../support/specification/specification.ts';
import {
  BUDGET,
  overBudget,
  regularExpressions,
  unclearSteps,
  unusedShapes,
} from '../support/specification/vocabulary-checks.ts';

const PROJECT = join(import.meta.dirname, '..');

const { features, examples, shapes, parameterTypes } = specificationOf(dryRun());
const words = examples.flatMap(({ steps }) => steps.flatMap((step) => step.words.map(({ text }) => text)));

test('many features, examples and definitions are held to their form', () => {
  expect(features.length).toBeGreaterThan(40);
  expect(examples.length).toBeGreaterThan(300);
  expect(shapes.length).toBeGreaterThan(30);
  expect(parameterTypes.size).toBeGreaterThan(5);
  expect(words.length).toBeGreaterThan(1000);
});

describe('the outcomes that features prove', () => {
  test('every tag names an outcome of the register, or what a store has to be able to', () => {
    expect(strayTags(examples, outcomeRegister())).toEqual([]);
  });

  test('every example proves an outcome', () => {
    expect(untagged(examples)).toEqual([]);
  });

  test('every example is in the folder of its outcome’s pattern', () => {
    expect(misplaced(examples, outcomeRegister())).toEqual([]);
  });

  test('every outcome has an example', () => {
    expect(unproven(examples, outcomeRegister())).toEqual([]);
  });
});

describe('the features', () => {
  test('no two examples have the same name', () => {
    expect(sameNames(examples)).toEqual([]);
  });

  test('no two examples are the same, Background included', () => {
    expect(sameBodies(examples)).toEqual([]);
  });

  test('every example makes at most one request between what is given and what is compared', () => {
    expect(disordered(examples)).toEqual([]);
  });

  test('no step says ARNs, account ids, JSON or HTTP', () => {
    expect(technicalSteps(examples)).toEqual([]);
  });

  test.each(features.map(({ uri, description }) => [uri, description]))(
    '%s has a description and at most 80 lines',
    (uri, description) => {
      expect(description.trim()).not.toBe('');
      expect(readFileSync(join(PROJECT, uri), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(80);
    },
  );
});

describe('the vocabulary', () => {
  test('every step of a feature has one definition', () => {
    expect(unclearSteps(shapes, examples)).toEqual([]);
  });

  test('every step is said under the word of its definition: a Then that arranges would always pass', () => {
    expect(misused(examples, shapes)).toEqual([]);
  });

  test('every definition is used', () => {
    expect(unusedShapes(shapes, examples)).toEqual([]);
  });

  test('every definition is a Cucumber expression, read here as cucumber reads it', () => {
    expect(regularExpressions(shapes)).toEqual([]);
    const patterns = new Map(shapes.map(({ id, source }) => [id, shapePattern(source, parameterTypes)]));
    const steps = examples.flatMap((example) => example.steps);
    const misread = steps.filter(({ text, shapeIds: [id = ''] }) => !patterns.get(id)?.test(text));
    expect(misread.map(({ text }) => text)).toEqual([]);
  });

  test('features can say whatever messages call a thing of a scenario', () => {
    const things = [...documentedScenarios().values()].flatMap((scenario) => {
      const provisioned = new ProvisionedScenario(scenario, 'http://127.0.0.1');
      provisioned.learnKeys(Object.fromEntries(Object.keys(scenario.document.keys).map((key) => [key, key])));
      return namedThings(provisioned);
    });
    expect(unsayable(things, parameterTypes)).toEqual([]);
  });

  test('no text could be two steps', () => {
    expect(overlappingShapes(shapes, { parameterTypes, words })).toEqual([]);
  });

  test(`at most ${BUDGET.shapes} shapes of steps, used ${BUDGET.usesEach} times or more on average`, () => {
    expect(overBudget(shapes, examples)).toEqual([]);
  });
});
