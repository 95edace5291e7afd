import { describe, expect, test } from '@jest/globals';
import { ConditionSamples, OTHER } from './condition-samples.ts';

const samples = (operator: string, ...values: readonly string[]) =>
  new ConditionSamples([{ operator, key: 'aws:X', values }]).of('AWS:x');

describe('the classes of a condition key', () => {
  test.each([
    ['StringEquals', ['a'], [['a'], [OTHER], undefined]],
    ['StringLike', ['a*'], [['aany'], [OTHER], undefined]],
    ['Bool', ['true'], [['true'], ['false'], undefined]],
    ['Null', ['true'], [[OTHER], undefined]],
    ['NumericLessThan', ['5'], [['4'], ['5'], ['6'], undefined]],
    ['IpAddress', ['203.0.113.0/24'], [['203.0.113.0'], ['240.0.0.1'], undefined]],
    ['ForAllValues:StringEquals', ['a'], [['a'], [OTHER], ['a', OTHER], undefined]],
  ])('%s %j', (operator, values, expected) => {
    expect(samples(operator, ...values)).toEqual({ values: expected, inexact: undefined });
  });

  test.each([
    ['StringEquals', [`$\{aws:username}`], /policy variable/],
    ['StringLike', ['a*', '*b'], /several patterns/],
    ['ForAnyValue:StringEquals', ['a', 'b'], /any set/],
    ['NotIpAddress', ['10.0.0.0/8', '10.1.0.0/16'], /overlap/],
  ])('%s %j may have further ones, and says why', (operator, values, why) => {
    expect(samples(operator, ...values).inexact).toMatch(why);
  });

  test.each(['aws:SecureTransport', 'aws:CurrentTime', 'aws:RequestedRegion'])(
    '%s is in every request',
    (key) => {
      const condition = { operator: 'Null', key, values: ['true'] };
      expect(new ConditionSamples([condition]).of(key).values).not.toContain(undefined);
    },
  );

  test('A key that no condition tests has none', () => {
    expect(new ConditionSamples([]).of('aws:X').values).toEqual([]);
  });
});
