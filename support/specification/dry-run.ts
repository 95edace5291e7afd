import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';

const PROJECT = join(import.meta.dirname, '..', '..');
const CUCUMBER = join(PROJECT, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js');

/**
 * Cucumber's messages about the features and the steps, without running them. Throws Error if a feature or a step
 * cannot be read.
 */
export function dryRun(features = 'features/**/*.feature'): readonly Envelope[] {
  const options = ['--dry-run', '--format', 'message', '--import', 'steps/**/!(*.test).ts', features];
  const lines = execFileSync(process.execPath, [CUCUMBER, ...options], {
    cwd: PROJECT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return lines.split('\n').flatMap((line): Envelope[] => (line.startsWith('{') ? [JSON.parse(line)] : []));
}
