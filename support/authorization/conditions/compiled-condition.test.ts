import { describe, expect, test } from '@jest/globals';
import { contextOf, type Keys } from '../proof/cases/short-policies.ts';
import { Readings, UNKNOWABLE } from '../terms/permission.ts';
import { compileCondition, evaluateCondition, type Verdict } from './compiled-condition.ts';

const SOURCE = 'IAM user guide, "IAM JSON policy elements: Condition operators"';
const SETS = 'IAM user guide, "Set operators for multivalued context keys"';
const VARIABLES = 'IAM user guide, "IAM policy elements: Variables and tags"';

function holds(
  operator: string,
  values: readonly string[],
  actual: Keys[string] | undefined,
  more: Keys = {},
): Verdict {
  const condition = { operator, key: 'aws:K', values };
  const compiled = compileCondition(condition, { path: 'Condition', variables: true });
  return evaluateCondition(compiled, contextOf(actual === undefined ? more : { ...more, 'aws:k': actual }));
}

/** Columns: operator, values of the policy separated by `|`, value of the request (— for none), and the result. */
const ROWS = `
StringEquals                | a               | a                    | yes
StringEquals                | a               | A                    | no
StringEquals                | a               | —                    | no
StringEquals                | a b             | b                    | yes
StringEquals                | a*              | ab                   | no
StringEquals                | a*              | a*                   | yes
StringNotEquals             | a               | a                    | no
StringNotEquals             | a               | b                    | yes
StringNotEquals             | a               | —                    | yes
StringNotEquals             | a b             | b                    | no
StringNotEquals             | a b             | c                    | yes
StringEqualsIgnoreCase      | aBc             | AbC                  | yes
StringEqualsIgnoreCase      | aBc             | abd                  | no
StringNotEqualsIgnoreCase   | aBc             | AbC                  | no
StringNotEqualsIgnoreCase   | aBc             | —                    | yes
StringLike                  | a*c             | abbc                 | yes
StringLike                  | a?c             | abc                  | yes
StringLike                  | a?c             | ac                   | no
StringLike                  | a*              | A                    | no
StringLike                  | *               | x                    | yes
StringLike                  | *               | —                    | no
StringLike                  | s3.*.amazonaws.com | s3.eu-west-1.amazonaws.com | yes
StringNotLike               | a*              | abc                  | no
StringNotLike               | a*              | b                    | yes
StringNotLike               | *               | —                    | yes
NumericEquals               | 10              | 10.0                 | yes
NumericEquals               | 10              | ten                  | no
NumericNotEquals            | 10              | 11                   | yes
NumericNotEquals            | 10              | —                    | yes
NumericLessThan             | 10              | 9                    | yes
NumericLessThan             | 10              | 10                   | no
NumericLessThan             | 10              | -3.5                 | yes
NumericLessThanEquals       | 10              | 10                   | yes
NumericLessThanEquals       | 10              | —                    | no
NumericGreaterThan          | 10              | 10                   | no
NumericGreaterThan          | 9               | 10                   | yes
NumericGreaterThanEquals    | 10              | 10                   | yes
DateEquals                  | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00+01:00 | yes
DateEquals                  | 2026-01-01T00:00:00Z | 1767225600        | yes
DateEquals                  | 2026            | 2026-01-01           | yes
DateNotEquals               | 2026-01-01      | 2026-01-02           | yes
DateNotEquals               | 2026-01-01      | —                    | yes
DateLessThan                | 2026-01-01T00:00Z | 2025-12-31T23:59:59.999Z | yes
DateLessThan                | 2026-01-01      | 2026-01-01           | no
DateLessThanEquals          | 2026-01         | 2026-01-01           | yes
DateGreaterThan             | 2026-01-01      | 2026-01-01T00:00:01Z | yes
DateGreaterThan             | 2026-01-01      | yesterday            | no
DateGreaterThanEquals       | 2026-01-01      | 2026-01-01           | yes
Bool                        | true            | true                 | yes
Bool                        | true            | True                 | yes
Bool                        | true            | false                | no
Bool                        | false           | —                    | no
BinaryEquals                | QmluYXJ5        | QmluYXJ5             | yes
BinaryEquals                | QmluYXJ5        | QmluYXJ6             | no
BinaryEquals                | QmluYXJ5        | —                    | no
IpAddress                   | 203.0.113.0/24  | 203.0.113.255        | yes
IpAddress                   | 203.0.113.0/24  | 203.0.114.0          | no
IpAddress                   | 203.0.113.7/24  | 203.0.113.200        | yes
IpAddress                   | 203.0.113.7     | 203.0.113.7          | yes
IpAddress                   | 203.0.113.7     | 203.0.113.8          | no
IpAddress                   | 0.0.0.0/0       | 198.51.100.1         | yes
IpAddress                   | 0.0.0.0/0       | 2001:db8::1          | no
IpAddress                   | ::/0            | 198.51.100.1         | no
IpAddress                   | 2001:DB8:1234:5678::/64 | 2001:db8:1234:5678:9::1 | yes
IpAddress                   | 2001:DB8:1234:5678::/64 | 2001:db8:1234:5679::1 | no
IpAddress                   | 2001:db8::1     | 2001:0db8:0::0001    | yes
IpAddress                   | 10.0.0.0/8      | not-an-address       | no
IpAddress                   | 10.0.0.0/8      | —                    | no
NotIpAddress                | 10.0.0.0/8      | 10.1.2.3             | no
NotIpAddress                | 10.0.0.0/8      | 11.1.2.3             | yes
NotIpAddress                | 10.0.0.0/8      | —                    | yes
ArnEquals                   | arn:aws:s3:::b/* | arn:aws:s3:::b/k/l   | yes
ArnLike                     | arn:aws:sns:*:111111111111:finance/* | arn:aws:sns:us-east-2:111111111111:finance/d | yes
ArnLike                     | arn:aws:sns:*:111111111111:finance/* | arn:aws:sns:us-east-2:222222222222:store/abc:111111111111:finance/d | no
StringLike                  | arn:aws:sns:*:111111111111:finance/* | arn:aws:sns:us-east-2:222222222222:store/abc:111111111111:finance/d | yes
ArnLike                     | arn:aws:logs:*:*:group:a:* | arn:aws:logs:eu-west-1:1:group:a:stream:x | yes
ArnLike                     | arn:aws:iam::1?:user/* | arn:aws:iam::12:user/x | yes
ArnLike                     | arn:aws:s3:::b  | not-an-arn           | no
ArnLike                     | arn:aws:s3:::b  | ARN:aws:s3:::b       | no
ArnNotEquals                | arn:aws:s3:::b  | arn:aws:s3:::b       | no
ArnNotLike                  | arn:aws:s3:::b* | arn:aws:s3:::c       | yes
ArnNotLike                  | arn:aws:s3:::b* | —                    | yes
Null                        | true            | —                    | yes
Null                        | true            | x                    | no
Null                        | false           | x                    | yes
Null                        | false           | —                    | no
StringEqualsIfExists        | a               | —                    | yes
StringEqualsIfExists        | a               | b                    | no
StringNotEqualsIfExists     | a               | —                    | yes
StringNotLikeIfExists       | a*              | abc                  | no
NumericLessThanIfExists     | 1               | —                    | yes
IpAddressIfExists           | 10.0.0.0/8      | —                    | yes
BoolIfExists                | true            | —                    | yes
BoolIfExists                | true            | false                | no
ArnNotEqualsIfExists        | arn:aws:s3:::b  | —                    | yes
`;

/** The same columns, with several values in the request, separated by spaces. */
const SET_ROWS = `
ForAllValues:StringEquals            | a b | a b   | yes
ForAllValues:StringEquals            | a b | a     | yes
ForAllValues:StringEquals            | a b | a c   | no
ForAllValues:StringEquals            | a b | —     | yes
ForAllValues:StringLike              | a*  | ab ac | yes
ForAllValues:StringNotEquals         | a   | b c   | yes
ForAllValues:StringNotEquals         | a   | a c   | no
ForAllValues:StringNotEquals         | a   | —     | yes
ForAnyValue:StringEquals             | a b | c a   | yes
ForAnyValue:StringEquals             | a b | c d   | no
ForAnyValue:StringEquals             | a b | —     | no
ForAnyValue:StringNotEquals          | a   | a b   | yes
ForAnyValue:StringNotEquals          | a   | a     | no
ForAnyValue:StringNotEquals          | a   | —     | no
ForAnyValue:StringLikeIfExists       | a   | —     | yes
ForAnyValue:StringLikeIfExists       | a   | b     | no
ForAllValues:StringEqualsIfExists    | a   | b     | no
ForAllValues:ArnLike                 | arn:aws:s3:::b* | arn:aws:s3:::b1 arn:aws:s3:::b2 | yes
ForAnyValue:IpAddress                | 10.0.0.0/8 | 11.0.0.1 10.0.0.1 | yes
ForAllValues:Null                    | true | x    | yes
ForAnyValue:Null                     | false | x   | no
`;

function rowsOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

describe(`condition operators (${SOURCE})`, () => {
  test.each(rowsOf(ROWS))('%s %s with %s: %s', (operator = '', values = '', actual = '', expected = '') => {
    expect(holds(operator, values.split(' '), actual === '—' ? undefined : actual)).toBe(expected === 'yes');
  });

  test.each(['StringEquals', 'StringNotEquals'])(
    'an empty list of values for %s matches nothing',
    (operator) => {
      expect(holds(operator, [], 'a')).toBe(operator === 'StringNotEquals');
    },
  );
});

describe(`set operators (${SETS})`, () => {
  test.each(rowsOf(SET_ROWS))(
    '%s %s with %s: %s',
    (operator = '', values = '', actual = '', expected = '') => {
      expect(holds(operator, values.split(' '), actual === '—' ? undefined : actual.split(' '))).toBe(
        expected === 'yes',
      );
    },
  );

  test('an empty string counts as absent', () => {
    expect(holds('ForAllValues:StringEquals', ['a'], [''])).toBe(true);
    expect(holds('ForAnyValue:StringLike', ['*'], [''])).toBe(false);
  });

  test('several values without a set operator are unknowable', () => {
    expect(holds('StringEquals', ['a'], ['a', 'b'])).toEqual({ unknowable: 'aws:K' });
  });
});

describe(`policy variables in conditions (${VARIABLES})`, () => {
  const more = { 'aws:username': 'alice' };
  test.each([
    ['StringEquals', '${aws:username}', 'alice', true],
    ['StringEquals', '${aws:username}', 'bob', false],
    ['StringEquals', '${ aws:username }', 'alice', true],
    ['StringEquals', '${ aws:username }', 'bob', false],
    ['StringEquals', '${aws:absent}', 'alice', false],
    ['StringNotEquals', '${aws:absent}', 'alice', true],
    ['StringNotEquals', '${aws:absent}', 'undefined', true],
    ['StringEquals', '${aws:absent}', 'undefined', false],
    ['StringLike', 'home/${aws:username}/*', 'home/alice/x', true],
    ['StringLike', '${AWS:UserName}*', 'alice2', true],
    ['StringEquals', "${aws:absent, 'company-wide'}", 'company-wide', true],
    ['StringEquals', "${aws:username, 'company-wide'}", 'alice', true],
    ['StringEquals', 'a${*}', 'a*', true],
    ['StringLike', 'a${*}', 'ab', false],
    ['StringLike', 'a${?}${$}', 'a?$', true],
    ['ArnLike', 'arn:aws:iam::*:user/${aws:username}', 'arn:aws:iam::1:user/alice', true],
    ['ArnLike', 'arn:aws:iam::${aws:username}:user/x', 'arn:aws:iam::alice:user/x', true],
    ['ArnLike', 'arn:aws:iam::${aws:username}:user/x', 'arn:aws:iam::bob:user/x', false],
    ['ArnLike', 'arn:aws:iam::*:user/${aws:absent}', 'arn:aws:iam::1:user/', false],
  ])('%s %s with %s: %s', (operator, value, actual, expected) => {
    expect(holds(operator, [value], actual, more)).toBe(expected);
  });

  test('the value of a variable holds no wildcards', () => {
    expect(holds('StringLike', ['${aws:username}'], 'xyz', { 'aws:username': '*' })).toBe(false);
  });

  test('an unknowable variable makes a set of values unknowable, unless another value decides', () => {
    const unknowable = { 'aws:username': 'unknowable' } as const;
    const variable = '${aws:username}';
    expect(holds('ForAllValues:StringEquals', [variable], ['a', 'b'], unknowable)).toEqual({
      unknowable: 'aws:username',
    });
    expect(holds('ForAnyValue:StringEquals', [variable], ['a', 'b'], unknowable)).toEqual({
      unknowable: 'aws:username',
    });
    expect(holds('ForAnyValue:StringEquals', [variable, 'b'], ['a', 'b'], unknowable)).toBe(true);
    expect(holds('ForAllValues:StringEquals', [variable, 'b'], ['b'], unknowable)).toBe(true);
  });

  test('a variable with several values is not decided', () => {
    expect(holds('StringEquals', ['${aws:tags}'], 'a', { 'aws:tags': ['a', 'b'] })).toEqual({
      unknowable: 'aws:tags',
    });
  });

  test('an unknowable variable makes the condition unknowable', () => {
    expect(holds('StringEquals', ['${aws:username}'], 'x', { 'aws:username': 'unknowable' })).toEqual({
      unknowable: 'aws:username',
    });
  });
});

test('an unknowable key makes every condition unknowable, IfExists and Null too', () => {
  for (const operator of ['StringEquals', 'StringNotEqualsIfExists', 'ForAllValues:StringEquals']) {
    expect(holds(operator, ['a'], 'unknowable')).toEqual({ unknowable: 'aws:K' });
  }
  expect(holds('Null', ['true'], 'unknowable')).toEqual({ unknowable: 'aws:K' });
});

describe('a key whose value can be read in several ways', () => {
  const read = (operator: string, values: readonly string[], readings: Readings): Verdict => {
    const condition = { operator, key: 'aws:K', values };
    const compiled = compileCondition(condition, { path: 'Condition', variables: true });
    return evaluateCondition(compiled, { get: () => UNKNOWABLE, readings: () => readings });
  };
  const unknown = { unknowable: 'aws:K' };

  test.each<[string, string, (string | undefined)[], Verdict]>([
    ['StringEquals', 'a', ['a', 'a'], true],
    ['StringEquals', 'a', ['a', 'b'], unknown],
    ['StringEquals', 'a', ['b', undefined], false],
    ['StringEqualsIfExists', 'a', ['a', undefined], true],
    ['StringNotEquals', 'a', ['b', undefined], true],
    ['StringNotEquals', 'a', ['a', undefined], unknown],
    ['ForAllValues:StringEquals', 'a', ['a', undefined], true],
    ['ForAnyValue:StringEquals', 'a', ['a', undefined], unknown],
    ['Null', 'true', ['a', undefined], unknown],
    ['Null', 'false', ['a', 'b'], true],
    ['StringEquals', 'a', [], unknown],
  ])('is decided if all readings agree: %s %s of %j', (operator, value, readings, expected) => {
    expect(read(operator, [value], new Readings(readings))).toEqual(expected);
  });

  test('is absent for Null if the pages say so', () => {
    const readings = new Readings(['a', undefined], { isAbsentForNull: true });
    expect(read('Null', ['true'], readings)).toBe(true);
    expect(read('Null', ['false'], readings)).toBe(false);
    expect(read('StringEquals', ['a'], readings)).toEqual(unknown);
  });
});

test.each([
  ['StringEqual', /unknown condition operator "StringEqual" \(did you mean "StringEquals"\?\)/],
  ['stringequals', /did you mean "StringEquals"/],
  ['ForSomeValues:StringLike', /unknown condition operator "ForSomeValues:StringLike"/],
  ['StringLikeIfExist', /unknown condition operator/],
  ['NullIfExists', /Null cannot be used with IfExists/],
  ['constructor', /unknown condition operator/],
])('the operator %s is refused by name', (operator, message) => {
  expect(() => holds(operator, ['a'], 'a')).toThrow(message);
});

test.each([
  ['NumericEquals', 'ten'],
  ['NumericEquals', '${aws:username}'],
  ['DateEquals', '2026-02-30'],
  ['DateEquals', '01/02/2026'],
  ['DateLessThan', '2026-01-01T00:00:00'],
  ['Bool', 'yes'],
  ['Null', 'maybe'],
  ['BinaryEquals', 'not base64!'],
  ['IpAddress', '203.0.113.0/33'],
  ['IpAddress', '203.0.113'],
  ['IpAddress', '10.0.0.0/8/8'],
  ['ArnLike', 'b/*'],
  ['StringEquals', '${aws:username'],
  ['StringEquals', '${}'],
  ['StringEquals', '${aws:username , x}'],
])('%s cannot compare with %s', (operator, value) => {
  expect(() => holds(operator, [value], 'a')).toThrow(/"/);
});
