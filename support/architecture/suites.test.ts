import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from './imports.ts';
import { readSuites } from './suites.ts';

const suites = readSuites();
const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'));

describe('the suites', () => {
  test('are many, of both kinds', () => {
    expect(suites.filter(({ isIntegration }) => !isIntegration).length).toBeGreaterThan(300);
    expect(suites.filter(({ isIntegration }) => isIntegration).length).toBeGreaterThan(8);
  });

  test('that ask for Docker or a client are integration suites: no clone needs either for npm test', () => {
    const misplaced = suites.filter(({ asks, isIntegration }) => asks && !isIntegration);
    expect(misplaced.map(({ file }) => file)).toEqual([]);
  });

  test('run in random order', () => {
    expect(scripts['test:unit']).toContain('--randomize');
    expect(scripts['test:integration']).toContain('--randomize');
  });

  test('are all run by CI', () => {
    const ci = readFileSync(new URL('.ci/run', ROOT), 'utf8');
    const workflow = readFileSync(new URL('.github/workflows/ci.yml', ROOT), 'utf8');
    for (const command of scripts['test:all'].split(' && ')) {
      // Options of the same command may follow, such as a file for its record.
      expect(ci).toMatch(new RegExp(`^stage '.*' ${command}(?: -- .*)?$`, 'm'));
      expect(workflow).toMatch(new RegExp(`run: ${command}(?: -- .*)?$`, 'm'));
    }
  });
});
