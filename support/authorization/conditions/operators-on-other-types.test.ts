import { expect, test } from '@jest/globals';
import { compileCondition, evaluateCondition } from './compiled-condition.ts';

/** Undocumented: the comparison with a value that an operator cannot read; in keyhole no value of the policy matches it. */
test.each([
  ['NumericLessThan', '5', 'vpce-1', false],
  ['NumericNotEquals', '5', 'vpce-1', true],
  ['DateLessThan', '2030-01-01T00:00:00Z', '127.0.0.1', false],
  ['DateNotEquals', '2030-01-01T00:00:00Z', 'soon', true],
  ['Bool', 'true', '1', false],
  ['IpAddress', '0.0.0.0/0', 'true', false],
  ['NotIpAddress', '0.0.0.0/0', 'true', true],
  ['ArnLike', 'arn:aws:iam::*:role/*', '127.0.0.1', false],
  ['ArnNotLike', 'arn:aws:iam::*:role/*', '127.0.0.1', true],
  ['BinaryEquals', 'AAAA', '2030-01-01T00:00:00Z', false],
])(
  '%s %s of the value %s, which is of another type, is %s, and no error',
  (operator, wanted, actual, holds) => {
    const condition = { operator, key: 'aws:userid', values: [wanted] };
    const compiled = compileCondition(condition, { path: 'Condition', variables: true });
    const context = { get: () => [actual], isMultivalued: () => false };
    expect(evaluateCondition(compiled, context)).toBe(holds);
  },
);
