import { expect, test } from '@jest/globals';
import { conditionInWords } from './condition-words.ts';

test.each([
  ['StringEquals', ['x'], 'aws:k is x'],
  ['StringEquals', ['x', 'y'], 'aws:k is x or y'],
  ['StringEqualsIfExists', ['x'], 'aws:k is x, or is absent'],
  ['StringNotLike', ['x*'], 'aws:k is not like x*, or is absent'],
  ['StringNotLikeIfExists', ['x*'], 'aws:k is not like x*, or is absent'],
  ['Null', ['true'], 'aws:k is absent'],
  ['Null', ['false'], 'aws:k is present'],
  ['NumericLessThanEquals', ['10'], 'aws:k is numeric less than equals 10'],
  ['NotIpAddress', ['10.0.0.0/8'], 'aws:k lies outside of 10.0.0.0/8, or is absent'],
  ['ForAnyValue:StringNotEquals', ['x'], 'some value of aws:k is not x'],
  ['ForAllValues:StringLike', ['x*'], 'every value of aws:k is like x*'],
])('%s %j reads "%s"', (operator, values, words) => {
  expect(conditionInWords({ operator, key: 'aws:k', values })).toBe(words);
});
