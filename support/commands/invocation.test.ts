import { afterEach, expect, test } from '@jest/globals';
import { invocation } from './invocation.ts';

const before = { argv: process.argv, script: process.env.npm_lifecycle_event };

function startedBy(script: string | undefined): void {
  if (script === undefined) delete process.env.npm_lifecycle_event;
  else process.env.npm_lifecycle_event = script;
}

afterEach(() => {
  process.argv = before.argv;
  startedBy(before.script);
});

test.each([
  ['lab', 'npm run explain -- --endpoint http://127.0.0.1:4566'],
  ['test:unit', 'keyhole explain --endpoint http://127.0.0.1:4566'],
  [undefined, 'keyhole explain --endpoint http://127.0.0.1:4566'],
])('keyhole lab started by the npm script %s names what to type next', (script, told) => {
  process.argv = ['node', 'keyhole', 'lab', '--empty'];
  startedBy(script);
  expect(invocation('explain', '--endpoint http://127.0.0.1:4566')).toBe(told);
});
