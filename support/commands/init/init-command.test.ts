import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyholeHere } from '../testing/run-keyhole.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-init-'));
const before = process.cwd();
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

test('keyhole init tells what it writes within 80 columns, and that it keeps it the next time', async () => {
  writeFileSync('package.json', '{}');
  const { stdout: foretold } = await keyholeHere('init', '--yes', '--dry-run');
  expect(foretold).toMatch(/^ {2}would be written scenarios\/shared-reports\/scenario\.yaml$/m);
  expect(foretold).toMatch(/^ {2}would be changed package\.json:$/m);
  expect(readFileSync('package.json', 'utf8')).toBe('{}');
  const { exitCode, stdout } = await keyholeHere('init', '--yes');
  expect({ exitCode, wide: stdout.split('\n').filter((line) => line.length > 80) }).toEqual({
    exitCode: 0,
    wide: [],
  });
  expect(stdout).toMatch(/^ {2}written scenarios\/shared-reports\/scenario\.yaml$/m);
  expect(stdout).toMatch(/^ {2}changed package\.json:\n {12}scripts spec, steps, .*,\n {12}\S/m);
  expect(JSON.parse(readFileSync('package.json', 'utf8')).scripts).toMatchObject({ spec: 'keyhole spec' });
  const again = await keyholeHere('init', '--yes');
  expect(again.stdout).not.toMatch(/written|changed/);
  expect(again.stdout).toMatch(/^ {2}kept {4}package\.json$/m);
});
