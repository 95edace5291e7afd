import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { confidenceOf, loadRegister, outcomeRegister, outcomesTagged } from './outcome-register.ts';

describe('the register', () => {
  test('holds the 132 outcomes of the five articles and of the patterns of our own', () => {
    const counts = Map.groupBy(outcomeRegister().values(), ({ pattern }) => pattern);
    expect(Object.fromEntries([...counts].map(([pattern, outcomes]) => [pattern, outcomes.length]))).toEqual({
      'write-only-bucket': 22,
      'encryption-migration': 22,
      'secure-file-exchange': 12,
      'multi-account-access': 21,
      'key-arn-gotcha': 15,
      'object-ownership': 9,
      'stated-facts': 4,
      'denied-access': 7,
      'access-points': 4,
      'tag-based-access': 6,
      'role-chaining': 4,
      'presigned-uploads': 4,
      'multi-region-keys': 2,
    });
  });

  test('states every outcome once', () => {
    const statements = [...outcomeRegister().values()].map(({ statement }) => statement);
    expect(new Set(statements).size).toBe(statements.length);
  });
});

describe('tags', () => {
  test('those with an id name outcomes, others are free', () => {
    expect(outcomesTagged(['@slow', '@sprint12', '@W03']).map(({ id }) => id)).toEqual(['W03']);
  });

  test('an unknown id fails', () => {
    expect(() => outcomesTagged(['@W99'])).toThrow('scenarios/outcomes.yaml has no outcome for the tag @W99');
  });

  test.each([
    [['@W03'], 'high'],
    [['@W03', '@W05'], 'medium'],
    [['@W03', '@confidence:medium'], 'medium'],
    [['@W05', '@confidence:low'], 'low'],
    [[], 'high'],
  ] as const)('the confidence of %j is the least: %s', (tags, expected) => {
    expect(confidenceOf(tags)).toBe(expected);
  });
});

describe('loadRegister', () => {
  const entry = `  - id: W01
    pattern: write-only-bucket
    statement: A sentence of at least twenty letters.
    source: a page
    page: https://docs.aws.amazon.com/x
    confidence: high
`;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'register-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function load(entries: string) {
    const file = join(folder, 'outcomes.yaml');
    writeFileSync(file, `outcomes:\n${entries}`);
    return () => loadRegister(file);
  }

  test('takes any id and pattern; only id, pattern and statement are needed', () => {
    const own = '  - { id: PAY-7, pattern: Payments, statement: Nobody else reads }\n';
    expect(load(own)().get('PAY-7')).toEqual({
      id: 'PAY-7',
      pattern: 'Payments',
      statement: 'Nobody else reads',
      confidence: 'high',
      limit: false,
    });
  });

  test('gives outcomes by id', () => {
    expect(load(entry)().get('W01')?.confidence).toBe('high');
  });

  test.each([
    ['an id twice', entry + entry, /outcomes\.yaml:8:9: outcomes\.1\.id: W01 is in the register twice/],
    ['an id that no tag can be', entry.replace('W01', '"a b"'), /:2:9: outcomes\.0\.id: must be letters/],
    ['a page that is no address', entry.replace('https://', ''), /:6:11: outcomes\.0\.page/],
    ['a field it does not know', `${entry}    note: x\n`, /note/],
  ])('%s fails with file, line and path', (_, entries, expected) => {
    expect(load(entries)).toThrow(expected);
  });
});
