import { describe, expect, test } from '@jest/globals';
import { checkPostPolicy } from './check-post-policy.ts';
import { readPostPolicy } from './post-policy.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();
const base64 = (text: string) => Buffer.from(text).toString('base64');
const policyOf = (...conditions: readonly unknown[]) =>
  readPostPolicy(base64(JSON.stringify({ expiration: TOMORROW, conditions })));

describe('A policy is refused', () => {
  test.each<[string, string]>([
    ['{', 'Invalid JSON.'],
    ['[]', 'Invalid JSON.'],
    ['{"conditions": []}', 'Policy missing expiration.'],
    ['{"EXPIRATION": "2099-01-01T00:00:00Z", "conditions": []}', 'Policy missing expiration.'],
    ['{"expiration": "2099-01-01", "conditions": []}', "Invalid 'expiration' value: '2099-01-01'"],
    ['{"expiration": "2099-13-01T00:00:00Z", "conditions": []}', "Invalid 'expiration' value"],
    ['{"expiration": 1, "conditions": []}', "Invalid 'expiration' value: '1'"],
    ['{"expiration": "2099-01-01T00:00:00Z"}', 'Policy missing conditions.'],
    ['{"expiration": "2099-01-01T00:00:00Z", "CONDITIONS": []}', 'Policy missing conditions.'],
    ['{"expiration": "2099-01-01T00:00:00Z", "conditions": {}}', 'Invalid Conditions: not a List.'],
    ['{"expiration": "2099-01-01T00:00:00Z", "conditions": [], "x": 1}', "Unexpected: 'x'"],
  ])('%s', (text, problem) => {
    const code = 'InvalidPolicyDocument';
    expect(() => readPostPolicy(base64(text))).toThrow(
      expect.objectContaining({
        code,
        status: 400,
        message: expect.stringContaining(`Invalid Policy: ${problem}`),
      }),
    );
  });

  test.each<[string, unknown]>([
    ['without a property', {}],
    ['with two properties', { acl: 'private', key: 'k' }],
    ['whose value is no text', { acl: 1 }],
    ['that is a text', 'acl'],
    ['with an unknown operation', ['ends-with', '$key', 'k']],
    ['without its value', ['eq', '$key']],
    ['with a range without its end', ['content-length-range', 1]],
  ])('for a condition %s', (_, condition) => {
    expect(() => policyOf(condition)).toThrow(expect.objectContaining({ code: 'InvalidPolicyDocument' }));
  });
});

const sent = { bucket: 'b', now: new Date() };
const bucket = { bucket: 'b' };

describe('A form is what its policy allows', () => {
  test.each<[string, readonly unknown[], Record<string, string>, boolean]>([
    ['an equal value', [{ KEY: 'k' }], { key: 'k' }, true],
    ['another value', [{ key: 'k' }], { key: 'K' }, false],
    ['a value that must be equal', [['EQ', '$Key', 'k']], { key: 'k' }, true],
    ['a value that begins so', [['starts-with', '$key', 'u/']], { key: 'u/k' }, true],
    ['a value that begins otherwise', [['starts-with', '$key', 'u/']], { key: 'v/u/k' }, false],
    ['any value', [['starts-with', '$key', '']], { key: 'k' }, true],
    ['no field, and any value is allowed', [{ key: 'k' }, ['starts-with', '$acl', '']], { key: 'k' }, true],
    ['no field, and a value is required', [{ key: 'k' }, { acl: 'private' }], { key: 'k' }, false],
    ['a field without a condition', [{ key: 'k' }], { key: 'k', acl: 'private' }, false],
    ['an ignored field', [{ key: 'k' }], { key: 'k', 'x-ignore-x': '1' }, true],
    ['one of two conditions that fails', [{ key: 'k' }, ['starts-with', '$key', 'u']], { key: 'k' }, false],
    [
      'a list of types',
      [['starts-with', '$Content-Type', 'image/']],
      { 'content-type': 'image/a, image/b' },
      true,
    ],
    [
      'a list with another type',
      [['starts-with', '$Content-Type', 'image/']],
      { 'content-type': 'image/a,text/b' },
      false,
    ],
  ])('%s', (_, conditions, fields, allowed) => {
    const policy = policyOf(bucket, ...conditions);
    const check = () => checkPostPolicy(policy, new Map(Object.entries(fields)), sent);
    if (allowed) expect(check()).toMatchObject({ least: 0 });
    else expect(check).toThrow(expect.objectContaining({ code: 'AccessDenied', status: 403 }));
  });

  test('with the words of S3', () => {
    const form = new Map([['key', 'x']]);
    const check =
      (...conditions: readonly unknown[]) =>
      () =>
        checkPostPolicy(policyOf(...conditions), form, sent);
    expect(check(bucket, ['starts-with', '$key', 'u/'])).toThrow(
      'Invalid according to Policy: Policy Condition failed: ["starts-with", "$key", "u/"]',
    );
    expect(check({ key: 'x' })).toThrow('Invalid according to Policy: Extra input fields: bucket');
    expect(check({ bucket: 'other' }, { key: 'x' })).toThrow(
      'Policy Condition failed: ["eq", "$bucket", "other"]',
    );
  });
});

test.each<[string, readonly unknown[], string]>([
  ['without the dollar of its field', ['eq', 'key', 'k'], '["eq", "key", "k"]'],
  ['without a field', ['starts-with', '$', ''], '["starts-with", "$", ""]'],
  ['with a negative range', ['content-length-range', -1, 5], '["content-length-range", -1, 5]'],
  [
    'with a range that is no number',
    ['content-length-range', 'a', '5'],
    '["content-length-range", "a", "5"]',
  ],
])('no form meets a condition %s', (_, condition, shown) => {
  const check = () =>
    checkPostPolicy(policyOf(bucket, { key: 'k' }, condition), new Map([['key', 'k']]), sent);
  expect(check).toThrow(`Invalid according to Policy: Policy Condition failed: ${shown}`);
});

test('a policy ends at its expiration', () => {
  const policy = policyOf(bucket);
  const at = (now: number) => () => checkPostPolicy(policy, new Map(), { bucket: 'b', now: new Date(now) });
  expect(at(policy.expiration - 1)).not.toThrow();
  expect(at(policy.expiration)).toThrow('Invalid according to Policy: Policy expired.');
});

test('several ranges of length hold together', () => {
  const policy = policyOf(bucket, ['content-length-range', 1, 10], ['content-length-range', '5', '20']);
  expect(checkPostPolicy(policy, new Map(), sent)).toEqual({ least: 5, most: 10 });
});

test('a dollar may be escaped, as a backslash may be', () => {
  const text = String.raw`{"expiration": "2099-01-01T00:00:00.000Z", "conditions": [{"a": "\$x"}, {"b": "\\$x"}]}`;
  const { conditions } = readPostPolicy(base64(text));
  expect(conditions).toMatchObject([{ value: '$x' }, { value: '\\$x' }]);
});
