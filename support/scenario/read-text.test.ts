import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readText } from './read-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'template.yaml'), 'text');
mkdirSync(join(folder, 'templates'));

test('the text of a file is read', () => {
  expect(readText(join(folder, 'template.yaml'))).toBe('text');
});

test.each([
  ['tempalte.yaml', 'there is no such file (did you mean "template.yaml"?)'],
  ['other.json', 'there is no such file'],
  ['nowhere/template.yaml', 'there is no such file'],
  ['templates', 'it is a folder'],
])('%s cannot be read: %s', (name, reason) => {
  expect(() => readText(join(folder, name), name)).toThrow(`${name} cannot be read: ${reason}`);
  expect(() => readText(join(folder, name))).toThrow(expect.objectContaining({ code: 'unreadable-file' }));
});
