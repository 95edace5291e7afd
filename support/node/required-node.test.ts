import { expect, test } from '@jest/globals';
import { tooOldNode } from './required-node.ts';

test.each(['22.22.0', '22.22.1', '24.0.0', '100.0.0'])('Node.js %s runs keyhole', (version) => {
  expect(tooOldNode(version)).toBeUndefined();
});

test.each(['9.11.2', '20.20.2', '22.3.0', '22.21.9'])(
  'Node.js %s is told the version that is needed',
  (version) => {
    expect(tooOldNode(version)).toBe(`keyhole needs Node.js 22.22.0 or later, and this is ${version}`);
  },
);
