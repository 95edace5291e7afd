import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { cucumberFormats, emptyReportFiles } from './report-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('cucumber writes the files that its own formatters know', () => {
  expect(cucumberFormats({ junit: 'a.xml', messages: 'a.ndjson', html: 'a.html' })).toEqual([
    ['message', 'a.ndjson'],
    ['html', 'a.html'],
  ]);
});

test('results of an earlier run are removed before the next, and folders are made', () => {
  const junit = join(folder, 'new', 'a.xml');
  const html = join(folder, 'a.html');
  writeFileSync(html, 'old');
  emptyReportFiles({ junit, html });
  expect([existsSync(junit), readFileSync(html, 'utf8')]).toEqual([true, '']);
});

test.each([
  ['a folder', { html: folder }, `--html: ${folder} cannot be written (EISDIR): name a file`],
  [
    'a file that two options name',
    { junit: join(folder, 'a'), messages: `${folder}/b/../a` },
    '--junit and --messages both name',
  ],
])('%s is refused', (_, files, message) => {
  expect(() => emptyReportFiles(files)).toThrow(message);
});
