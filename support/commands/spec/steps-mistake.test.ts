import { describe, expect, test } from '@jest/globals';
import { stepsMistake } from './steps-mistake.ts';

function thrown(message: string, stack: string): Error {
  const error = new SyntaxError(message);
  error.stack = stack;
  return error;
}

describe('an error while steps are loaded', () => {
  test.each([
    [
      'one of a file that is no ES module, with what to do',
      thrown(
        'Cannot use import statement outside a module',
        `${process.cwd()}/steps/own.ts:3\nimport { Then }\n`,
      ),
      'steps/own.ts:3: the steps cannot be loaded: Cannot use import statement outside a module; rename it to steps/own.mts, or put "type": "module" into package.json',
    ],
    [
      'one of syntax, by its URL',
      thrown('Unexpected token', `file://${process.cwd()}/steps/a%20b.mts:1\nconst a: = 1\n`),
      'steps/a b.mts:1: the steps cannot be loaded: Unexpected token',
    ],
  ])('is told: %s', (_, error, message) => {
    expect(stepsMistake(error)?.message).toBe(message);
  });

  test.each([
    ['of a package', thrown('x', `file://${process.cwd()}/node_modules/a/b.js:1\n`)],
    ['of another folder', thrown('x', 'Error: x\n    at f (file:///elsewhere/steps/a.js:1:2)')],
    ['that is not an error', 'x'],
  ])('%s is none of theirs', (_, error) => {
    expect(stepsMistake(error)).toBeUndefined();
  });
});
