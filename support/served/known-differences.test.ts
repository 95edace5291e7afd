import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { differencesIn, knownDifferences } from './known-differences.ts';

const FILE = join(import.meta.dirname, '../documentation/differences/known-differences.json');

test('the known differences are up to date: npm run differences writes them', async () => {
  expect(JSON.parse(await readFile(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(knownDifferences())));
});

test('a difference is the text after its marker, up to the next marker, source or empty line', () => {
  const source = [
    '/**',
    ' * Lists keys. Differs: there is',
    ' * no order. Source: KMS guide.',
    ' *',
    ' * Undocumented: the limit. Throws a fault.',
    ' */',
    "const text = 'Differs: not a comment';",
  ].join('\n');
  expect(differencesIn('a.ts', source)).toEqual([
    { kind: 'differs', text: 'there is no order.', about: 'Lists keys.', file: 'a.ts' },
    { kind: 'undocumented', text: 'the limit.', about: 'Lists keys.', file: 'a.ts' },
  ]);
});
