import { expect, test } from '@jest/globals';
import { conditionInWords } from './condition-words.ts';

test.each([
  ['StringEquals', ['x'], 'aws:k is x'],
  ['StringEquals', ['x', 'y'], 'aws:k is x or y'],
  ['StringEqualsIfExists', ['x'], 'aws:k is x, or is absent'],
  ['StringNotLike', ['x*'], 'aws:k does not match x*, or is absent'],
  ['StringNotLikeIfExists', ['x*'], 'aws:k does not match x*, or is absent'],
  ['Null', ['true'], 'aws:k is absent'],
  ['Null', ['false'], 'aws:k is present'],
  ['NumericLessThanEquals', ['10'], 'aws:k is at most 10'],
  ['DateGreaterThan', ['2026-01-01'], 'aws:k is after 2026-01-01'],
  ['ArnLike', [], 'aws:k matches nothing'],
  ['NotIpAddress', ['10.0.0.0/8'], 'aws:k is not in 10.0.0.0/8, or is absent'],
  ['ForAnyValue:StringNotEquals', ['x'], 'at least one value of aws:k is not x'],
  ['ForAllValues:StringLike', ['x*'], 'every value of aws:k matches x*, or is absent'],
  ['StringEquals', ['', 'x'], 'aws:k is "" or x'],
])('%s %j reads "%s"', (operator, values, words) => {
  expect(conditionInWords({ operator, key: 'aws:k', values })).toBe(words);
});
