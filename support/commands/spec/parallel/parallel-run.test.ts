import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { joinedParts } from '../../../documentation/record/joined-parts.ts';
import type { RunRecord } from '../../../documentation/record/run-record.ts';
import { keyhole, ran, startKeyhole } from '../../testing/run-keyhole.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-parallel-'));
afterAll(() => rmSync(folder, { recursive: true }));

const scenarios = ['--scenarios', 'template/scenarios'];

/** A folder with a feature of these examples, each of which is granted or denied as its Then states. */
function features(name: string, text: string): readonly string[] {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'reports.feature'), text);
  return ['--features', join(folder, name), ...scenarios];
}

const example = (number: number, then: string) => `
  Example: Number ${number}
    Given the shared-reports scenario
    When the intern role lists the reports bucket
    Then ${then}
`;
const denied = 'access is denied: no bucket policy allows s3:ListBucket';

function record(file: string): RunRecord {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A record without what every run has anew: times, and ids that services choose. */
function lasting(whole: RunRecord | undefined): unknown {
  const text = JSON.stringify(whole).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid');
  return JSON.parse(text, (name, value) => {
    if (['seconds', 'started', 'ended', 'time'].includes(name)) return 0;
    return name === 'id' && /^[0-9A-F]{16}$/.test(value) ? 'id' : value;
  });
}

/** The report without the duration. */
function report(stdout: string): string {
  return stdout.replace(/\d+\.\d s\n/, '');
}

test('several processes, or several machines, make the report and the record of one process', async () => {
  const pattern = 'features/object-ownership';
  const file = (name: string) => join(folder, `${name}.json`);
  const alone = await keyhole('spec', pattern, '--run', file('alone'));
  const parallel = await keyhole('spec', pattern, '--run', file('parallel'), '--parallel', '2');
  expect(alone.exitCode).toBe(0);
  expect({ ...parallel, stdout: report(parallel.stdout) }).toEqual({
    ...alone,
    stdout: report(alone.stdout),
  });
  expect(lasting(record(file('parallel')))).toEqual(lasting(record(file('alone'))));
  const machines = [
    await keyhole('spec', pattern, '--run', file('1'), '--shard', '1/2', '--parallel', '2'),
    await keyhole('spec', pattern, '--run', file('2'), '--shard', '2/2'),
  ];
  expect(machines.map(({ stdout }) => stdout)).toEqual([
    expect.stringMatching(/^part 1 of 2 · /m),
    expect.stringMatching(/^part 2 of 2 · /m),
  ]);
  const [joined] = joinedParts(['1', '2'].map((name) => ({ name, record: record(file(name)) })));
  expect(lasting(joined)).toEqual(lasting(record(file('alone'))));
});

describe('in several processes', () => {
  test('a failing example fails the run, and its report is that of one process', async () => {
    const examples = [denied, 'access is granted', denied].map((then, index) => example(index + 1, then));
    const options = features('failing', `Feature: Who lists?\n${examples.join('')}`);
    const junit = join(folder, 'failing.xml');
    const alone = await keyhole('spec', ...options);
    const parallel = await keyhole('spec', ...options, '--parallel', '3', '--junit', junit);
    expect([alone.exitCode, parallel.exitCode]).toEqual([1, 1]);
    expect(report(parallel.stdout)).toBe(report(alone.stdout));
    expect(readFileSync(junit, 'utf8')).toContain('tests="3" failures="1" errors="0" skipped="0"');
  });

  test('an invalid feature ends the run as in one process', async () => {
    const options = features(
      'invalid',
      'Feature: Who lists?\n  Nonsense\n    Given x\n  Example: a\n  * *\n  oh\n',
    );
    const alone = await keyhole('spec', ...options);
    expect(alone.exitCode).toBe(2);
    expect(await keyhole('spec', ...options, '--parallel', '2')).toEqual(alone);
  });

  test('an invalid tag expression ends the run as in one process', async () => {
    const options = [...features('tags', `Feature: Who lists?\n${example(1, denied)}`), '--tags', '@a and'];
    const { exitCode, stderr } = await keyhole('spec', ...options, '--parallel', '2');
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^keyhole: --tags: Tag expression/)]);
  });

  test('an interrupt of the first process ends all, and what ran is reported', async () => {
    const many = Array.from({ length: 400 }, (_, index) => example(index + 1, denied));
    const options = features('interrupted', `Feature: Who lists?\n${many.join('')}`);
    const child = startKeyhole('spec', ...options, '--parallel', '2');
    const ended = ran(child);
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    const { exitCode, stdout, stderr } = await ended;
    expect(exitCode).toBe(130);
    expect(stderr.match(/keyhole: interrupted/g)).toHaveLength(1);
    const [, passed] = /^(\d+) of \1 examples pass/m.exec(stdout) ?? [];
    const [, missed] = /^interrupted: (\d+) examples did not run$/m.exec(stdout) ?? [];
    expect(Number(passed) + Number(missed)).toBe(400);
    expect(Number(missed)).toBeGreaterThan(0);
  });

  test('a part of a machine without an example passes', async () => {
    const options = features('few', `Feature: Who lists?\n${example(1, denied)}`);
    const { exitCode, stdout } = await keyhole('spec', ...options, '--shard', '2/2', '--parallel', '2');
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('part 2 of 2 · 0 of 0 examples pass')]);
  });

  test.each([
    [['--parallel', '0'], '--parallel 0: give a number of processes from 1 to 64'],
    [['--parallel', 'all'], '--parallel all: give a number of processes from 1 to 64'],
    [['--parallel', '2', '--html', 'x.html'], '--html tells the messages of one process: leave it out'],
    [
      ['--parallel', '2', '--backend', 'endpoint', '--endpoint', 'http://127.0.0.1:1'],
      '--parallel needs a store for each process, and --endpoint is one store',
    ],
    [['--shard', '3/2'], '--shard 3/2: the parts are 1/2 to 2/2'],
    [['--shard', '1/2', '--record'], '--record needs the whole specification'],
  ])('%j is refused', async (options, message) => {
    const { exitCode, stderr } = await keyhole('spec', ...options);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
