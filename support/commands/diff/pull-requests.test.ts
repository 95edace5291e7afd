import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { keyholeHere } from '../testing/run-keyhole.ts';

const ROOT = 'examples/pull-requests';
const kinds = globSync(`${ROOT}/*/diff.md`).map((file) => file.replaceAll('\\', '/'));

/** The kinds of pull requests after which no principal has more access. */
const HARMLESS = ['formatting'];

describe('a pull request, as its diff is written down', () => {
  test('is of six kinds', () => {
    expect(kinds).toHaveLength(6);
  });

  test.each(kinds)('%s', async (file) => {
    const after = dirname(file);
    const diff = ['diff', `${ROOT}/before`, after, '--markdown', '--fail-on', 'widened'];
    const { stdout, stderr, exitCode } = await keyholeHere(...diff);
    expect(stderr).toBe('');
    expect(stdout).toBe(readFileSync(file, 'utf8'));
    expect(exitCode).toBe(HARMLESS.some((kind) => after.endsWith(kind)) ? 0 : 1);
  });
});
