import { expect, test } from '@jest/globals';
import { withScripts } from './package-scripts.ts';

test('A package gets a script for each command that asks about access', () => {
  const { added } = withScripts('{ "scripts": { "diff": "own" } }');
  expect(added).toEqual(expect.arrayContaining(['decide', 'matrix', 'who-can', 'what-can']));
  expect(added).not.toContain('diff');
});
