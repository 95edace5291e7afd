import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fillIn } from './placeholders.ts';
import { withPlaceholders } from './with-placeholders.ts';

const values = {
  'accounts.data.id': '111111111111',
  'accounts.data.root': 'arn:aws:iam::111111111111:root',
  'buckets.a.arn': 'arn:aws:s3:::a',
  'buckets.ab.arn': 'arn:aws:s3:::a.b',
  'keys.shared.arn': 'arn:aws:kms:eu-west-1:111111111111:key/1234',
  'keys.shared.id': '1234',
  region: 'eu-west-1',
};

test.each([
  ['arn:aws:iam::111111111111:root', '{{accounts.data.root}}'],
  ['arn:aws:s3:::a.b/*', '{{buckets.ab.arn}}/*'],
  ['arn:aws:kms:eu-west-1:111111111111:key/1234', '{{keys.shared.arn}}'],
  ['arn:aws:kms:eu-west-1:111111111111:key/9', 'arn:aws:kms:eu-west-1:{{accounts.data.id}}:key/9'],
  ['eu-west-1', 'eu-west-1'],
])('%s becomes %s', (text, expected) => {
  expect(withPlaceholders(text, values)).toBe(expected);
});

test('filled in, a text is what it was', () => {
  const piece = fc.oneof(
    fc.constantFrom(...Object.values(values)),
    fc.string().map((text) => text.replaceAll(/[{}]/g, '')),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      expect(fillIn(withPlaceholders(text, values), values, 'a file')).toBe(text);
    }),
  );
});

test('without a value nothing is put back', () => {
  expect(withPlaceholders('a 1 b', {})).toBe('a 1 b');
});
