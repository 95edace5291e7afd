import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('words.txt holds one word a line, sorted, each once', () => {
  const words = readFileSync(new URL('words.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const sorted = [...new Set(words)].sort((one, other) => one.localeCompare(other, 'en'));
  expect(words.length).toBeGreaterThan(10);
  expect(words).toEqual(sorted);
});
