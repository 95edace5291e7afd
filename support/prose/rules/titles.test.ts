import { expect, test } from '@jest/globals';
import { faultsOf } from '../testing/faults-of.ts';
import { titles } from './titles.ts';

test.each([
  ['So does a bucket policy', 'So'],
  ['It serves what comes through S3', 'It'],
  ['Its account may look at it', 'Its'],
  ['That is left to the account', 'That'],
  ['This holds across accounts', 'This'],
  ['The other is refused', 'The other is'],
  ['One that names the role lets it use the key', 'One that'],
  ['Nobody may change the key', 'Nobody'],
  ['Who may not use the key does not read', 'Who'],
  ['What was uploaded before stays', 'What'],
])('refuses %j', (text, opening) => {
  expect(faultsOf(titles, text, 'title')).toEqual([
    `a title opens with "${opening}", and stands alone in a report`,
  ]);
});

test.each([
  'A bucket policy also names an account across accounts',
  'One key serves two buckets',
  'Both policies must allow the request',
  'The other account reads the object',
  'All roles of the account read',
  'Which key does an upload get?',
  'Items are encrypted',
])('takes %j', (text) => {
  expect(faultsOf(titles, text, 'title')).toEqual([]);
});

test('looks at titles alone', () => {
  expect(faultsOf(titles, 'It reads the object', 'step')).toEqual([]);
});
