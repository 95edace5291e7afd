import { expect, test } from '@jest/globals';
import { nextMarker } from './next-marker.ts';

test.each([
  ['the last page', {}, undefined],
  ['a last page with a marker', { Truncated: false, NextMarker: 'b' }, undefined],
  ['another page', { Truncated: true, NextMarker: 'b' }, 'b'],
])('%s says whether a list goes on', (_, page, expected) => {
  expect(nextMarker(page, 'a')).toBe(expected);
});

test.each([
  ['without a marker', {}],
  ['that leads to itself', { NextMarker: 'a' }],
])('a page %s does not count as the last one', (_, page) => {
  expect(() => nextMarker({ Truncated: true, ...page }, 'a')).toThrow('the rest of a list of KMS');
});
