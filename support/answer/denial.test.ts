import { describe, expect, test } from '@jest/globals';
import { checkAction, inWords, reasonClass, reasonNamed } from './denial.ts';

describe('reasonNamed', () => {
  test.each([
    ['no identity policy allows', { layer: 'identity', explicit: false }],
    ['the bucket policy denies', { layer: 'resource', explicit: true }],
    [
      'the key policy of the shared key does not allow',
      { layer: 'key policy', explicit: false, key: 'the shared key' },
    ],
    ['the key policy of key 2 denies', { layer: 'key policy', explicit: true, key: 'key 2' }],
  ])('reads "%s"', (words, expected) => {
    expect(reasonNamed(words)).toEqual(expected);
  });

  test('a reason outside the vocabulary fails with the vocabulary', () => {
    expect(() => reasonNamed('no policy allows')).toThrow(
      /is not a known reason for a denial\. Known:\n {2}no identity policy allows\n/,
    );
  });
});

test.each([
  ['s3:GetObject', 'no bucket policy allows s3:GetObject'],
  ['secretsmanager:GetSecretValue', 'no resource policy allows secretsmanager:GetSecretValue'],
])('the policy of a resource is called by its kind: %s', (action, words) => {
  const permission = { action, resource: '*', resourceAccount: '1', context: { get: () => undefined } };
  const layer = { layer: 'resource', explicit: false, crossAccount: false, considered: [] } as const;
  expect(inWords({ result: 'Denied', permission, ...layer })).toBe(words);
});

describe('checkAction', () => {
  test.each([
    ['s3:GetObject', 'no bucket policy allows'],
    ['dynamodb:GetItem', 'no resource policy allows'],
    ['secretsmanager:GetSecretValue', 'the resource policy denies'],
    ['s3:GetObject', 'a resource control policy denies'],
    ['kms:Decrypt', 'the key policy of the shared key denies'],
  ])('takes %s with "%s"', (action, words) => {
    expect(() => checkAction(action, words)).not.toThrow();
  });

  test.each([
    [
      'dynamodb:GetItem',
      'no bucket policy allows',
      'did you mean "no resource policy allows dynamodb:GetItem"?',
    ],
    ['s3:GetObject', 'the resource policy denies', 'did you mean "the bucket policy denies s3:GetObject"?'],
    ['dynamodb:GetItems', 'no identity policy allows', 'did you mean "dynamodb:GetItem"?'],
  ])('refuses %s with "%s"', (action, words, message) => {
    expect(() => checkAction(action, words)).toThrow(message);
  });
});

describe('reasonClass', () => {
  test.each([
    [{ layer: 'key policy', explicit: false }, true, 'foreign-key'],
    [{ layer: 'key policy', explicit: true }, true, 'foreign-key'],
    [{ layer: 'key policy', explicit: false }, false, 'resource'],
    [{ layer: 'key policy', explicit: true }, false, 'explicit-deny'],
    [{ layer: 'identity', explicit: false }, true, 'identity'],
    [{ layer: 'resource', explicit: true }, false, 'explicit-deny'],
    [{ layer: 'block public access', explicit: true }, false, 'public-access-block'],
  ] as const)('%j, across accounts: %s, is %s', (denial, crossAccount, expected) => {
    expect(reasonClass({ ...denial, action: 'kms:Decrypt' }, crossAccount)).toBe(expected);
  });
});
