import { expect, test } from '@jest/globals';
import { patternInWords } from './pattern-in-words.ts';

test.each<[string | RegExp, string]>([
  ['a (fixed) message.', 'a (fixed) message.'],
  [/^Access Denied$/, 'Access Denied'],
  [/^User: arn:aws:iam::1:user\/a \(b\) on \*\.$/, 'User: arn:aws:iam::1:user/a (b) on *.'],
  [/^on (?:resource: k\(1\)|(?:the resource|this resource)) because$/, 'on resource: k(1) because'],
  [/^on (?:(?:the resource|this resource)|it)$/, 'on the resource'],
  [/^Request ID: [0-9a-f-]{36}; Proxy$/, 'Request ID: …; Proxy'],
  [/Amazon Resource Name \(ARN\)/, 'Amazon Resource Name (ARN)'],
  [/./, 'any text'],
  [/^.*$/, 'any text'],
])('%s reads %s', (pattern, words) => {
  expect(patternInWords(pattern)).toBe(words);
});
