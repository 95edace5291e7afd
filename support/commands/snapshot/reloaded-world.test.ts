import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../node/own-file.ts';

const inProject = (path: string) => join(projectRoot, path);

/** Runs the features of a folder with cucumber's own command; before each request the world is saved and loaded. */
async function reloadedRun(folder: string, imports: readonly string[]): Promise<string> {
  const command = inProject('node_modules/@cucumber/cucumber/bin/cucumber.js');
  const reload = inProject('support/commands/snapshot/testing/reload-before-requests.ts');
  const args = [...imports, reload].flatMap((path) => ['--import', path]);
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [command, ...args, '--format', 'summary', 'features/**/*.feature'],
    { cwd: inProject(folder) },
  ).catch((error: { readonly stdout: string; readonly stderr: string }) => error);
  return stdout + stderr;
}

// The project's own cucumber.json names its steps.
test.each([
  ['.', [], 300],
  ['examples/deploy-role', [inProject('steps/**/!(*.test).ts')], 3],
])(
  'every outcome in %s holds also if its world is saved and loaded before each request',
  async (folder, imports, least) => {
    const output = await reloadedRun(folder, imports);
    expect(output).toMatch(/^(\d+) scenarios \(\1 passed\)$/m);
    const [, loads] = /the world was loaded (\d+) times/.exec(output) ?? [];
    expect(Number(loads)).toBeGreaterThan(least);
  },
  180_000,
);
