import { describe, expect, test } from '@jest/globals';
import { inWords, reasonClass, reasonNamed } from './denial.ts';

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
