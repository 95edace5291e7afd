import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { recordedExample, recordedFeature, sampleRecord } from '../../documentation/testing/sample-record.ts';
import { keyhole, keyholeHere } from '../testing/run-keyhole.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-docs-'));
const site = join(folder, 'site');
const record = join(folder, 'run.json');
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  rmSync(site, { recursive: true, force: true });
  writeFileSync(record, JSON.stringify(sampleRecord()));
});

const pageOf = (address: string) => readFileSync(join(site, address, 'index.html'), 'utf8');

describe('keyhole docs', () => {
  test('writes a page for each pattern and question, and says where', async () => {
    const { exitCode, stdout } = await keyholeHere('docs', record, '--out', site);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/site\/index\.html: \d+ pages in \d+\.\d s\n$/);
    expect(pageOf('')).toContain('1 of 1 outcomes hold');
    expect(pageOf('exchange')).toContain('The writer cannot read what it wrote.');
    expect(pageOf('exchange/reading')).toContain('Can a writer read what it wrote?');
  });

  test('removes the pages of an earlier run that are gone, and nothing else', async () => {
    await keyholeHere('docs', record, '--out', site);
    const own = join(site, 'CNAME');
    writeFileSync(own, 'docs.example.org');
    const moved = sampleRecord({
      features: [recordedFeature([], { file: 'features/exchange/moved.feature' })],
    });
    writeFileSync(record, JSON.stringify(moved));
    expect((await keyholeHere('docs', record, '--out', site)).exitCode).toBe(0);
    expect(existsSync(join(site, 'exchange/reading/index.html'))).toBe(false);
    expect(readFileSync(own, 'utf8')).toBe('docs.example.org');
  });

  test('--redact leaves out ids of accounts', async () => {
    await keyholeHere('docs', record, '--out', site, '--redact');
    const text = pageOf('exchange/reading') + readFileSync(join(site, 'run.json'), 'utf8');
    expect(text).not.toMatch(/1{12}|2{12}/);
  });

  test('--markdown writes the same in short', async () => {
    const file = join(folder, 'reports', 'access.md');
    await keyholeHere('docs', record, '--out', site, '--markdown', file);
    expect(readFileSync(file, 'utf8')).toMatch(/1 of 1 outcomes hold/);
  });

  test('--dry-run shows the features of a folder that were never run', async () => {
    const scenarios = ['--features', 'template/features', '--scenarios', 'template/scenarios'];
    const { exitCode, stderr } = await keyhole('docs', '--dry-run', '--out', site, ...scenarios);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(pageOf('')).toContain('not run');
    expect(pageOf('')).toContain('No request was sent yet');
    expect(pageOf('')).not.toMatch(/was tried by a request|last words mean/);
    expect(pageOf('shared-reports')).not.toMatch(/is-allowed|is-denied/);
  });
});

describe('the parts of a run', () => {
  const parts = join(folder, 'parts');
  const part = (number: number) => {
    const { run, ...rest } = sampleRecord();
    const example = recordedExample({ verdict: number === 1 ? 'passed' : 'not run' });
    const features = [recordedFeature([example])];
    return JSON.stringify({ ...rest, run: { ...run, part: { number, of: 2, examples: 1 } }, features });
  };
  beforeEach(() => {
    rmSync(parts, { recursive: true, force: true });
    // Workflows download the files of each machine to a folder of its own.
    for (const number of [1, 2]) {
      mkdirSync(join(parts, `machine-${number}`), { recursive: true });
      writeFileSync(join(parts, `machine-${number}`, 'run.json'), part(number));
    }
  });

  test('are joined from a folder, into the site and one JUnit file', async () => {
    const junit = join(folder, 'joined.xml');
    const { exitCode } = await keyholeHere('docs', parts, '--out', site, '--junit', junit);
    expect(exitCode).toBe(0);
    expect(pageOf('')).toContain('1 of 1 outcomes hold');
    expect(readFileSync(junit, 'utf8')).toContain('tests="1" failures="0" errors="0" skipped="0"');
  });

  test('are refused if one is missing', async () => {
    const { exitCode, stderr } = await keyholeHere('docs', join(parts, 'machine-2'), '--out', site);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('machine-2/run.json is part 2 of 2, and part 1 is missing: --shard 1/2 writes');
    expect(existsSync(site)).toBe(false);
  });

  test('what did not run is skipped in the JUnit file, and what failed has its message', async () => {
    const junit = join(folder, 'results.xml');
    const failure = { step: 'access is granted', line: 12, message: 'expected: granted' };
    const examples = [
      recordedExample({ line: 10, verdict: 'failed', failure }),
      recordedExample({ line: 20, verdict: 'not run' }),
    ];
    writeFileSync(record, JSON.stringify(sampleRecord({ features: [recordedFeature(examples)] })));
    await keyholeHere('docs', record, '--out', site, '--junit', junit);
    const text = readFileSync(junit, 'utf8');
    expect(text).toContain('tests="2" failures="1" errors="0" skipped="1"');
    expect(text).toContain('<skipped message="it did not run"/>');
    expect(text).toMatch(
      /<failure message="access is granted" type="failed">access is granted\nexpected: granted/,
    );
  });

  test('of several stores have no JUnit file together', async () => {
    const other = join(folder, 'localstack.json');
    const { run, ...rest } = sampleRecord();
    writeFileSync(other, JSON.stringify({ ...rest, run: { ...run, store: { kind: 'localstack' } } }));
    const junit = join(folder, 'none.xml');
    const { exitCode, stderr } = await keyholeHere('docs', record, other, '--out', site, '--junit', junit);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('takes the results of one run')]);
    expect(existsSync(junit)).toBe(false);
  });

  test('are not looked for in a folder without records', async () => {
    const none = join(folder, 'none');
    mkdirSync(none);
    const { exitCode, stderr } = await keyholeHere('docs', none, '--out', site);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('none has no record of a run: name a folder'),
    ]);
  });
});

describe('a wrong argument ends with exit code 2, the file and what to do', () => {
  const { scenarios: _, ...incomplete } = sampleRecord();

  test.each([
    ['a file that does not exist', [join(folder, 'none.json')], 'none.json does not exist: run'],
    ['another file', ['README.md'], 'README.md is neither the record of a run nor messages of cucumber: run'],
    ['other JSON', ['package.json'], 'package.json is not the record of a run (at format:'],
    ['a record beside --dry-run', ['--dry-run', record], 'leave out one of the two'],
    [
      'a folder with other files',
      [record, '--out', 'support'],
      'support has files that are of no site, such as',
    ],
  ])('%s', async (_name, args, message) => {
    const { exitCode, stderr } = await keyholeHere('docs', '--out', site, ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(site)).toBe(false);
  });

  test.each([
    ['a part is missing', incomplete, '(at scenarios:'],
    [
      'of a newer version',
      { ...sampleRecord(), version: 3 },
      'has version 3 of the format, and this keyhole reads the versions 1 and 2',
    ],
  ])('a record: %s', async (_name, value, message) => {
    writeFileSync(record, JSON.stringify(value));
    const { exitCode, stderr } = await keyholeHere('docs', record, '--out', site);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('the folder of the site cannot be written', async () => {
    mkdirSync(site);
    writeFileSync(join(site, 'run.json'), '');
    const { exitCode, stderr } = await keyholeHere('docs', record, '--out', join(record, 'site'));
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('the site cannot be written to')]);
  });
});
