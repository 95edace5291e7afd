import { expect, test } from '@jest/globals';
import { faultsOf } from '../testing/faults-of.ts';
import { openings } from './openings.ts';

test.each([
  ['What S3 writes.', 'What'],
  ['Who sent a request.', 'Who'],
  ['Whoever sent a request.', 'Whoever'],
  ['Whose bucket it is.', 'Whose'],
  ['Whether a key works.', 'Whether'],
  ['Which key works.', 'Which'],
  ['That a key works.', 'That'],
])('refuses %j', (text, opening) => {
  expect(faultsOf(openings, text)).toEqual([`a doc comment opens with "${opening}"`]);
});

test.each(['The headers that S3 writes.', 'Tells whether a key works.', 'Whatsoever.', 'Which key works?'])(
  'takes %j',
  (text) => {
    expect(faultsOf(openings, text)).toEqual([]);
  },
);

test('looks at the first sentence of doc comments alone', () => {
  expect(faultsOf(openings, 'The key. Whether it works is asked later.')).toEqual([]);
  expect(faultsOf(openings, 'What S3 writes.', 'comment')).toEqual([]);
});
