import { expect, test } from '@jest/globals';
import { dryRun } from '../../specification/dry-run.ts';
import { specificationOf } from '../../specification/specification.ts';
import { keyholeExamples } from './keyhole-examples.ts';
import { keyholeParameters } from './keyhole-parameters.ts';
import { parameterExamples } from './parameter-examples.ts';
import { stepExamples } from './step-examples.ts';

const specification = specificationOf(dryRun());

test('every step of keyhole has an example', () => {
  const without = specification.shapes.filter(({ source }) => keyholeExamples[source] === undefined);
  expect(without.map(({ source }) => source)).toEqual([]);
});

test('the examples are those of the features: npm run examples writes them', () => {
  expect(keyholeExamples).toEqual(stepExamples(specification));
});

test('every parameter of a step has texts that it may be', () => {
  const named = specification.shapes.flatMap(({ source }) =>
    [...source.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name),
  );
  const without = named.filter((name) => !['int', 'string'].includes(name) && !keyholeParameters[name]);
  expect(without).toEqual([]);
});

test('the texts of parameters are those of the features: npm run examples writes them', () => {
  expect(keyholeParameters).toEqual(parameterExamples(specification));
});
