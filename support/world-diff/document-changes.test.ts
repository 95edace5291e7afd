import { expect, test } from '@jest/globals';
import { documentChanges } from './document-changes.ts';

const reads = { Sid: 'Reads', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const lists = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' };
const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

test.each([
  ['the same text', document(reads), document(reads), []],
  ['another order of statements', document(reads, lists), document(lists, reads), []],
  ['other blanks', document(reads), JSON.stringify(JSON.parse(document(reads)), undefined, 2), []],
  [
    'one statement that is no list',
    document(reads),
    JSON.stringify({ Version: '2012-10-17', Statement: reads }),
    [],
  ],
  [
    'a changed statement',
    document(reads, lists),
    document({ ...reads, Effect: 'Deny' }, lists),
    [['statement "Reads"', reads, { ...reads, Effect: 'Deny' }]],
  ],
  ['an added statement', document(reads), document(reads, lists), [['statement 2', undefined, lists]]],
  ['a removed statement', document(lists, reads), document(reads), [['statement 1', lists, undefined]]],
  [
    'statements of one Sid',
    document(reads, { ...reads, Action: 's3:PutObject' }),
    document(reads),
    [['statement 2', { ...reads, Action: 's3:PutObject' }, undefined]],
  ],
  [
    'a new document',
    undefined,
    document(reads),
    [
      ['Version', undefined, '2012-10-17'],
      ['statement "Reads"', undefined, reads],
    ],
  ],
])('%s is told', (_, before, after, changes) => {
  const text = (part: unknown) => (part === undefined ? undefined : JSON.stringify(part));
  expect(documentChanges(before, after)).toEqual(
    changes.map(([part, one, other]) => ({ part, before: text(one), after: text(other) })),
  );
});

test('a text that is no JSON object is compared as a whole', () => {
  expect(documentChanges('{', '{')).toEqual([]);
  expect(documentChanges('{', document(reads))).toEqual([
    { part: 'text', before: '{', after: document(reads) },
  ]);
});
