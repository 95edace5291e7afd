import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { siteOf } from './site/site-of.ts';
import { sampleRecord } from './testing/sample-record.ts';
import { writeSite } from './write-site.ts';

const parent = mkdtempSync(join(tmpdir(), 'keyhole-write-site-'));
const folder = join(parent, 'site');
afterAll(() => rmSync(parent, { recursive: true }));
beforeEach(() => rmSync(folder, { recursive: true, force: true }));

const write = () => writeSite(siteOf([sampleRecord()], { repeat: 'npx keyhole spec' }), folder);

function put(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

describe('a list of files that no site wrote is not followed', () => {
  test.each([
    ['a file of the reader', 'README.md'],
    ['a file outside', '../kept/index.html'],
    ['a file in the middle of its way outside', 'a/../../kept/index.html'],
    ['an absolute path', '/kept/index.html'],
    ['a path of Windows', '..\\kept\\index.html'],
    ['another file of assets', 'assets/logo.svg'],
  ])('%s', async (_, file) => {
    put('assets/files.txt', `index.html\n${file}`);
    put('README.md', 'mine');
    put('assets/logo.svg', 'mine');
    await expect(write()).rejects.toThrow('site has files that are of no site, such as');
    expect(existsSync(join(folder, 'README.md'))).toBe(true);
    expect(existsSync(join(folder, 'assets/logo.svg'))).toBe(true);
  });
});

test('carries every record that it is made of, with its digest in the evidence', async () => {
  const run = { ...sampleRecord().run, store: { kind: 'localstack' as const } };
  const other = sampleRecord({ run });
  await writeSite(siteOf([other, sampleRecord()], { repeat: 'npx keyhole spec' }), folder);
  const evidence = readFileSync(join(folder, 'evidence/index.html'), 'utf8');
  for (const [file, record] of [
    ['run.json', sampleRecord()],
    ['run-2.json', other],
  ] as const) {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(JSON.parse(text)).toEqual(record);
    expect(evidence).toContain(`<code>${file}</code>`);
    expect(evidence).toContain(createHash('sha256').update(text).digest('hex'));
  }
});

test('a page of the reader is not written over, also beside a site', async () => {
  await write();
  const list = readFileSync(join(folder, 'assets/files.txt'), 'utf8').split('\n');
  put('assets/files.txt', list.filter((file) => file !== 'exchange/index.html').join('\n'));
  put('exchange/index.html', 'mine');
  await expect(write()).rejects.toThrow('exchange/index.html is there and is of no site');
  expect(readFileSync(join(folder, 'exchange/index.html'), 'utf8')).toBe('mine');
});

test('a site that was written in part is written anew', async () => {
  await write();
  const before = readFileSync(join(folder, 'index.html'), 'utf8');
  rmSync(join(folder, 'index.html'));
  put('exchange/index.html', 'half');
  await write();
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe(before);
  expect(readFileSync(join(folder, 'exchange/index.html'), 'utf8')).not.toBe('half');
});

test.each(['a file', 'a file in its way'])('the folder is %s', async (what) => {
  const file = what === 'a file' ? folder : dirname(folder);
  const at = join(file, 'x');
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, '');
  const site = siteOf([sampleRecord()], { repeat: 'npx keyhole spec' });
  const out = what === 'a file' ? at : join(at, 'site');
  await expect(writeSite(site, out)).rejects.toThrow('the site cannot be written to');
});
