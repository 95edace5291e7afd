import { expect, test } from '@jest/globals';
import { plainMessage } from './plain-message.ts';

test.each([
  [
    'its name and its stack',
    'AssertionError [ERR_ASSERTION]: expected: a\nanswered: b\n    at compare (file:///home/ana/x.ts:1:2)\n    at y',
    'expected: a\nanswered: b',
  ],
  [
    'the name of a mistake',
    'AuthorMistake: there is no user "x"\n    at lookUp (file:///x.ts)',
    'there is no user "x"',
  ],
  ['nothing of a plain text', 'a\n  | b |', 'a\n  | b |'],
  ['all of nothing, and says so', '', 'no step is defined for this text'],
])('the message of a failure loses %s', (_, message, expected) => {
  expect(plainMessage(message)).toBe(expected);
});
