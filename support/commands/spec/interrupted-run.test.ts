import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { ran, startKeyhole } from '../testing/run-keyhole.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-interrupted-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s ends keyhole spec after the current example, and what ran is reported',
  async (signal, code) => {
    const [junit, html] = [join(folder, `${signal}.xml`), join(folder, `${signal}.html`)];
    const decisions = join(folder, `${signal}.jsonl`);
    const child = startKeyhole('spec', '--junit', junit, '--html', html, '--decisions', decisions);
    const ended = ran(child);
    // The first mark on the error stream is that of the first example.
    await once(child.stderr, 'data');
    child.kill(signal);
    const { exitCode, stdout, stderr } = await ended;
    expect({ exitCode, stderr }).toEqual({
      exitCode: code,
      stderr: expect.stringContaining('keyhole: interrupted; the current example ends'),
    });
    const [, passed] = /^.*· (\d+) of \1 examples pass/m.exec(stdout) ?? [];
    const [, missed] = /^interrupted: (\d+) examples did not run$/m.exec(stdout) ?? [];
    expect(Number(passed)).toBeGreaterThan(0);
    expect(Number(missed)).toBeGreaterThan(0);
    expect(readFileSync(junit, 'utf8')).toContain(`tests="${passed}" failures="0" errors="0" skipped="0"`);
    expect(readFileSync(html, 'utf8').trimEnd()).toMatch(/<\/html>$/);
  },
);
