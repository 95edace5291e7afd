import { describe, expect, test } from '@jest/globals';
import {
  recordedExample,
  recordedFeature,
  recordedScenario,
  recordedStep,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import { redacted } from './redacted.ts';
import type { RunRecord } from './run-record.ts';
import { runRecord } from './run-record.ts';

const original = sampleRecord({
  run: { ...sampleRecord().run, commit: { id: `a123456789012${'c'.repeat(27)}`, changed: false } },
});
const [record = original] = redacted([original]);
const text = JSON.stringify(record);

test.each(['111111111111', '222222222222', '1234abcd-12ab-34cd-56ef-1234567890ab'])('hides %s', (id) => {
  expect(JSON.stringify(original)).toContain(id);
  expect(text).not.toContain(id);
});

test('keeps accounts apart, and what tells runs and documents apart', () => {
  expect(record.scenarios[0]?.accounts.map(({ id }) => id)).toEqual(['000000000001', '000000000002']);
  expect(record.features[0]?.rules[0]?.examples[0]?.requests[0]?.principal).toContain('000000000002');
  expect(record.run).toEqual(original.run);
  expect(record.scenarios[0]?.documents[0]?.sha256).toBe('0'.repeat(64));
});

test('is still a record', () => {
  expect(runRecord.safeParse(record).error).toBeUndefined();
});

/** Ids of AWS in all forms, each within text that real records have around it. */
const IDS = [
  ['an account in a longer name', 'logs', '345678901234', 'bucket'],
  ['an account between underscores', 'logs_', '345678901234', '_x'],
  ['an account in an ARN of a URL', 'arn%3Aaws%3Akms%3Aeu-west-1%3A', '345678901234', '%3Akey'],
  ['an account of the scenario within a number', 'logs2026', '222222222222', '01'],
  ['an account as the console shows it', 'account ', '3456-7890-1234', '.'],
  ['a key of several regions', 'key/', 'mrk-1234abcd12ab34cd56ef1234567890ab', ''],
  ['a key in a URL', 'key%2F', '12345678-12ab-34cd-56ef-123456789012', ''],
  ['a key in capitals', 'key/', '1234ABCD-12AB-34CD-56EF-1234567890AB', ''],
  ['a key after an underscore', 'key_', '1234abcd-12ab-34cd-56ef-1234567890ab', '_x'],
  [
    'a canonical id',
    'CanonicalUser ',
    '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be',
    '',
  ],
  ['an organization', 'organization/', 'o-a1b2c3d4e5', '/x'],
  ['an organization in a URL', '%2F', 'o-a1b2c3d4e5', '%2F'],
  ['an organizational unit', 'ou/', 'ou-ab12-11111111', ''],
  ['a root', '_', 'r-ab12', '/'],
  ['a control policy', 'policy/', 'p-ab12cd34', ''],
  ['a VPC endpoint', '', 'vpce-0123456789abcdef0', '.s3'],
  ['an access key', '', 'AKIAIOSFODNN7EXAMPLE', ''],
  ['a role', '', 'AROAEXAMPLEID1234567A', ':session'],
] as const;

/** A record that has a text wherever a text may be. */
function recordWith(words: string): RunRecord {
  const [entry] = sampleRecord().outcomes;
  const [document] = recordedScenario().documents;
  if (entry === undefined || document === undefined) throw new TypeError('the sample has too little');
  const example = recordedExample({
    name: words,
    description: words,
    tags: [words],
    steps: [recordedStep('Given', words, { table: [[words]], docString: words })],
    reasons: [words],
    failure: { step: words, line: 1, message: words },
    requests: [refusedRequest({ principal: words, response: { status: 403, message: words } })],
  });
  return sampleRecord({
    run: { ...sampleRecord().run, selection: { paths: [words], tags: words } },
    features: [recordedFeature([example], { file: `features/${words}.feature` })],
    scenarios: [
      recordedScenario({
        placeholders: { [`buckets.${words}.arn`]: words },
        assumptions: { [words]: [words] },
        documents: [{ ...document, file: words, text: words }],
        source: words,
      }),
    ],
    outcomes: [{ ...entry, id: words, statement: words, source: words }],
    earlier: [
      {
        store: { kind: 'localstack' },
        recorded: '2026-11-21',
        outcomes: { [words]: { result: 'pass', why: [words] } },
      },
    ],
  });
}

describe('an id is hidden in values and in names of members, and texts keep their length', () => {
  test.each(IDS)('%s', (_, before, id, after) => {
    const shown = recordWith(`${before}${id}${after}`);
    const [found = shown] = redacted([shown]);
    expect(JSON.stringify(found)).not.toContain(id);
    expect(found.features[0]?.rules[0]?.examples[0]?.name).toHaveLength(`${before}${id}${after}`.length);
    expect(JSON.stringify(found)).toHaveLength(JSON.stringify(shown).length);
  });
});

test('ids of one form stay apart, and one id has one stand-in', () => {
  const [a, b] = ['1234abcd-12ab-34cd-56ef-1234567890ab', '1234abcd-12ab-34cd-56ef-1234567890ac'];
  const [found] = redacted([recordWith(`key/${a} key/${b} key/${a}`)]);
  const [first, second, third] = found?.scenarios[0]?.source?.split(' ') ?? [];
  expect(first).toBe(third);
  expect(first).not.toBe(second);
});

test('an account has one stand-in in all records of a site, whatever their order of scenarios', () => {
  const scenario = recordedScenario();
  const reversed = { ...scenario, accounts: scenario.accounts.toReversed() };
  const found = redacted([sampleRecord(), sampleRecord({ scenarios: [reversed] })]);
  expect(found.map(({ features }) => features[0]?.rules[0]?.examples[0]?.requests[0]?.principal)).toEqual(
    Array(2).fill('arn:aws:sts::000000000002:assumed-role/writer/spec'),
  );
});

test('words, numbers of other lengths, and times stay', () => {
  const words = 'the server-side user of 2026-11-29T19:44:24.000Z, 1700000000000, hello-world o-short';
  const [found] = redacted([recordWith(words)]);
  expect(found?.scenarios[0]?.source).toBe(words);
});
