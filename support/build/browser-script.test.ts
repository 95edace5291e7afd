import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

// The bundler does not run in the realm of a test, so it has a process of its own.
test('the script of the documentation is up to date: npm run assets writes it', () => {
  const check = [join(import.meta.dirname, 'write-browser-script.ts'), '--check'];
  const { status, stderr } = spawnSync(process.execPath, check, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
