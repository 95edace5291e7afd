import { describe, expect, test } from '@jest/globals';
import { documentText } from './document-text.ts';
import { markedParts, matches } from './marked-parts.ts';

describe('a pattern', () => {
  test.each<[string, string, boolean]>([
    ['kms:*', 'kms:Decrypt', true],
    ['kms:re?ncrypt*', 'kms:reencryptfrom', true],
    ['kms:decrypt', 'kms:decryptx', false],
    ['*', '', true],
    ['', 'a', false],
    [`${'*a'.repeat(40)}b`, 'a'.repeat(4_000), false],
  ])('%j matches %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});

describe('the marked parts of a statement', () => {
  const text = `{ "Statement": [{
    "Sid": "kms:Decrypt",
    "Effect": "Allow",
    "Action": ["kms:Encrypt", "kms:De*"],
    "Resource": "*"
  }] }`;
  const read = documentText({ text });
  const statement = { policy: 'p', layer: 'key policy', statement: 'statement 1', effect: 'Allow' as const };
  const marked = (mismatch?: { element: string; detail: string }) => {
    const [first] = read.statements;
    if (first === undefined) throw new Error('no statement');
    return markedParts(read, first, { ...statement, mismatch }, ['kms:Decrypt']).map(({ start, end }) =>
      text.slice(start, end),
    );
  };

  test('are the actions that match, and no other text', () => {
    expect(marked()).toEqual(['"kms:De*"']);
  });

  test('are the element that does not match', () => {
    expect(marked({ element: 'Resource', detail: 'x' })).toEqual(['"Resource": "*"']);
  });
});
