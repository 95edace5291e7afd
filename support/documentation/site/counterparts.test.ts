import { expect, test } from '@jest/globals';
import { recordedExample, recordedFeature, recordedStep, sampleRecord } from '../testing/sample-record.ts';
import { differingSteps } from './counterparts.ts';
import { siteOf } from './site-of.ts';

/** The texts of the steps that differ, one for each example of a rule; an example is its steps before the Then. */
function differing(...examples: readonly (readonly string[])[]): readonly (string | undefined)[] {
  const recorded = examples.map((texts, index) =>
    recordedExample({
      name: `example ${index}`,
      line: 10 + index,
      steps: [
        recordedStep('Given', 'the exchange scenario', { background: true }),
        ...texts.map((text) => recordedStep('When', text)),
        recordedStep('Then', `answer ${index}`),
      ],
    }),
  );
  const site = siteOf([sampleRecord({ features: [recordedFeature(recorded)] })], { repeat: '' });
  const [rule] = site.patterns[0]?.features[0]?.rules ?? [];
  if (rule === undefined) throw new TypeError('the sample has no rule');
  const found = differingSteps(rule);
  return rule.examples.map((example) => found.get(example)?.text);
}

test.each([
  [
    'another step in its place',
    [
      ['a', 'b'],
      ['a', 'c'],
    ],
    ['b', 'c'],
  ],
  ['one step more, in the example that has it', [['b'], ['a', 'b']], [undefined, 'a']],
  ['one step more at the end', [['a'], ['a', 'b']], [undefined, 'b']],
  ['nothing but the answer: no step', [['a'], ['a']], [undefined, undefined]],
  [
    'two steps: no counterpart',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
    [undefined, undefined],
  ],
  [
    'the nearest of several',
    [
      ['a', 'b'],
      ['x', 'y'],
      ['a', 'c'],
    ],
    ['b', undefined, 'c'],
  ],
  ['an example alone', [['a']], [undefined]],
])('an example differs from its counterpart in %s', (_, examples, steps) => {
  expect(differing(...examples)).toEqual(steps);
});
