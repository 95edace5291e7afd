import { describe, expect, test } from '@jest/globals';
import { type Both, type Difference, differences, type Outcome } from './compare.ts';
import { isKnownAs, type KnownDifference } from './known-differences.ts';
import type { Seen } from './side.ts';

const of = 's3:PutObject';
const performed = (answer: unknown = {}): Seen => ({ of, status: 200, answer });
const refused = (code: string, more: Partial<Seen> = {}): Seen => ({
  of,
  status: 400,
  code,
  message: 'm',
  ...more,
});
const read = (answer: unknown): Seen => ({ of: 's3:GetObject', status: 200, answer });
const outcome = (seen: Seen, more: Partial<Outcome> = {}): Outcome => ({
  seen,
  before: [read('old')],
  after: [read('old')],
  shows: [],
  ...more,
});
const both = (embedded: Outcome, localstack: Outcome): Both => ({
  name: 's3:PutObject as usual',
  isRead: false,
  embedded,
  localstack,
});
const wrote = { after: [read('new')] };

test.each<[string, Both, readonly object[]]>([
  ['nothing where both perform alike', both(outcome(performed(), wrote), outcome(performed(), wrote)), []],
  [
    'an outcome where one refuses',
    both(outcome(refused('A')), outcome(performed(), wrote)),
    [{ kind: 'result', at: 'result', embedded: '400 A: m', localstack: '200' }],
  ],
  [
    'an outcome where only one changes its state',
    both(outcome(performed()), outcome(performed(), wrote)),
    [{ kind: 'result', at: 'changes', embedded: 'false', localstack: 'true' }],
  ],
  [
    'an outcome where one refuses to read what both wrote',
    both(outcome(performed(), { shows: [read('x')] }), outcome(performed(), { shows: [refused('A')] })),
    [{ kind: 'result', of: 's3:GetObject' }],
  ],
  [
    'a refusal of another code',
    both(outcome(refused('A')), outcome(refused('B'))),
    [{ kind: 'refusal', at: 'code' }],
  ],
  [
    'a refusal by the gateway in other words',
    both(outcome(refused('A')), outcome(refused('A', { message: 'n' }))),
    [{ kind: 'refusal', at: 'message' }],
  ],
  [
    'no words that are the store’s own',
    both(outcome(refused('A')), outcome(refused('A', { message: 'n', byStore: true }))),
    [],
  ],
  [
    'the place in an answer',
    both(outcome(performed({ List: [{ A: 1 }] })), outcome(performed({ List: [{ A: 2 }] }))),
    [{ kind: 'answer', at: '.List[].A', embedded: '1', localstack: '2' }],
  ],
  [
    'what is there afterwards',
    both(outcome(performed(), { after: [read('x')] }), outcome(performed(), { after: [read('y')] })),
    [{ kind: 'answer', of: 's3:GetObject', embedded: '"x"', localstack: '"y"' }],
  ],
])('two stores differ in %s', (_, asked, expected) => {
  expect(differences(asked)).toMatchObject(expected);
});

describe('a row of the table of known differences', () => {
  const row: KnownDifference = {
    of: ['s3:*'],
    kind: 'stricter',
    at: '*',
    aws: 'embedded',
    reason: 'for a test',
  };
  const known = (embedded: Outcome, localstack: Outcome) =>
    differences(both(embedded, localstack)).map((difference) => isKnownAs(row, difference));

  test('covers what LocalStack alone refuses', () => {
    expect(known(outcome(performed(), wrote), outcome(refused('A')))).toEqual([true]);
  });

  test('never covers what LocalStack alone performs or changes', () => {
    expect(known(outcome(refused('A')), outcome(performed(), wrote))).toEqual([false]);
    expect(known(outcome(performed()), outcome(performed(), wrote))).toEqual([false]);
    expect(known(outcome(performed(), wrote), outcome(performed()))).toEqual([false]);
  });

  test('covers what the embedded store says it lacks, if it is one of that kind', () => {
    const lacking = (message: string): Difference => ({
      name: 's3:GetObject as usual',
      of: 's3:GetObject',
      kind: 'result',
      at: 'result',
      embedded: `501 NotImplemented: ${message}`,
      localstack: '200',
    });
    const lacks = lacking("keyhole's embedded store does not have it.");
    expect(isKnownAs({ ...row, kind: 'elsewhere' }, lacks)).toBe(true);
    expect(isKnownAs(row, lacks)).toBe(false);
    expect(isKnownAs({ ...row, kind: 'elsewhere' }, lacking('keyhole does not implement it.'))).toBe(false);
    expect(isKnownAs({ ...row, kind: 'elsewhere' }, { ...lacks, at: 'changes' })).toBe(false);
  });

  test('covers an entry that LocalStack’s answer refuses by name', () => {
    const entries = performed({ Errors: [{ Code: 'NotImplemented' }] });
    expect(known(outcome(performed(), wrote), outcome(entries))).toEqual([true]);
    expect(known(outcome(entries), outcome(performed(), wrote))).toEqual([false]);
    expect(known(outcome(performed()), outcome(entries, wrote))).toEqual([false]);
  });

  test('covers its operations and places only', () => {
    const answer: KnownDifference = { ...row, kind: 'answer', of: ['s3:List*'], at: '*.ETag' };
    const difference = {
      name: 's3:ListParts as usual',
      of: 's3:ListParts',
      kind: 'answer',
      at: '.Parts[].ETag',
      embedded: '1',
      localstack: '2',
    } as const;
    expect(isKnownAs(answer, difference)).toBe(true);
    expect(isKnownAs(answer, { ...difference, of: 's3:GetObject' })).toBe(false);
    expect(isKnownAs(answer, { ...difference, at: '.Parts[].Size' })).toBe(false);
    expect(isKnownAs({ ...answer, request: /MaxParts/ }, difference)).toBe(false);
  });
});
