import { expect, test } from '@jest/globals';
import { faultsOf } from '../testing/faults-of.ts';
import { markers } from './markers.ts';

test.each([
  ['differs: AWS waits for a week.', '"differs:" is no marker'],
  ['Differs from AWS: it waits for a week.', '"Differs from AWS:" is no marker'],
  ['Differs - AWS waits for a week.', '"Differs -" is no marker'],
  ['Not documented: AWS does not state the text.', '"Not documented:" is no marker'],
  ['Undocumented. AWS does not state the text.', '"Undocumented." is no marker'],
  ['The key, Differs: AWS waits for a week.', '"Differs:" stands within a sentence'],
  ['Undocumented: the text.', 'no sentence follows "Undocumented:"'],
  ['Undocumented: AWS does not state the text', 'no sentence follows "Undocumented:"'],
])('refuses %j', (text, wrong) => {
  expect(faultsOf(markers, text)).toEqual([wrong]);
});

test.each([
  'Differs: AWS waits for a week.',
  'The key. Undocumented: AWS does not state the text of this error.',
  'The key differs from AWS: it is another.',
  'The message differs by operation.',
  '`Differs:` begins a comment.',
])('takes %j', (text) => {
  expect(faultsOf(markers, text)).toEqual([]);
});

test('looks at comments alone', () => {
  expect(faultsOf(markers, 'Undocumented: the text.', 'cell')).toEqual([]);
});
