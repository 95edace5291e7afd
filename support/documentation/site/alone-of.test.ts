import { describe, expect, test } from '@jest/globals';
import type { EarlierRun } from '../record/run-record.ts';
import { recordedExample, recordedFeature, sampleRecord } from '../testing/sample-record.ts';
import { aloneOf, storesAlone } from './alone-of.ts';
import { siteOf } from './site-of.ts';

const file = 'features/exchange/reading.feature';
const features = [
  recordedFeature([recordedExample(), recordedExample({ name: 'Another', line: 20, firstLine: 20 })]),
];
const localstack = sampleRecord({ features });
const other = {
  ...localstack,
  run: { ...localstack.run, store: { kind: 'localstack' as const, image: 'localstack/localstack:4.14.0' } },
};

describe('a store alone', () => {
  test.each<[string, NonNullable<typeof other.alone>, ReturnType<typeof aloneOf>]>([
    ['is not compared without an answer', [], undefined],
    [
      'differs if one example does',
      [
        { file, line: 10, agrees: false, how: 'allows kms:Decrypt' },
        { file, line: 20, agrees: true },
      ],
      { agrees: false, how: ['allows kms:Decrypt'] },
    ],
    [
      'agrees if all do',
      [
        { file, line: 10, agrees: true },
        { file, line: 20, agrees: true },
      ],
      { agrees: true, how: [] },
    ],
    ['is open if one was not compared', [{ file, line: 10, agrees: true }], { agrees: false, how: [] }],
  ])('%s', (_, alone, expected) => {
    const site = siteOf([sampleRecord({ features }), { ...other, alone }], { repeat: 'npm run spec' });
    const [store] = storesAlone(site);
    expect(store?.store).toBe('LocalStack 4.14.0');
    expect(store && aloneOf(store, { id: 'E01', examples: site.examples })).toEqual(expected);
  });

  const earlier = (alone: EarlierRun['alone']) => ({
    store: other.run.store,
    recorded: '2026-11-20',
    outcomes: {},
    alone,
  });
  const differs = {
    recorded: '2026-11-21',
    outcomes: { E01: { agrees: false, how: ['allows kms:Decrypt'] } },
  };

  test('is taken from the conformance record if no run has a comparison', () => {
    const site = siteOf([sampleRecord({ earlier: [earlier(differs)] })], { repeat: 'npm run spec' });
    const [store] = storesAlone(site);
    expect([store?.store, store?.recorded]).toEqual(['LocalStack 4.14.0', '2026-11-21']);
    expect(store && aloneOf(store, { id: 'E01', examples: [] })).toEqual(differs.outcomes.E01);
    expect(store && aloneOf(store, { id: 'E02', examples: [] })).toBeUndefined();
  });

  test('of a run counts before that of the conformance record', () => {
    const alone = [{ file, line: 10, agrees: true }];
    const records = [sampleRecord({ features, earlier: [earlier(differs)] }), { ...other, alone }];
    expect(storesAlone(siteOf(records, { repeat: 'npm run spec' })).map(({ recorded }) => recorded)).toEqual([
      undefined,
    ]);
  });

  test('is not there without a comparison', () => {
    expect(storesAlone(siteOf([sampleRecord()], { repeat: 'npm run spec' }))).toEqual([]);
  });
});
