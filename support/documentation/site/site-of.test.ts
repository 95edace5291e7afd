import { describe, expect, test } from '@jest/globals';
import type { RecordedExample, RunRecord } from '../record/run-record.ts';
import {
  recordedExample,
  recordedFeature,
  recordedScenario,
  recordedStep,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import { siteOf } from './site-of.ts';

const repeat = 'npx keyhole spec';

/** A record of some examples, on a store and at a time of its own. */
function recordOf(examples: readonly RecordedExample[], run: Partial<RunRecord['run']> = {}): RunRecord {
  const record = sampleRecord({ features: [recordedFeature(examples)] });
  return { ...record, run: { ...record.run, ...run } };
}

const LOCALSTACK = { store: { kind: 'localstack' as const, image: 'localstack/localstack:4.14.0' } };
const passed = recordedExample();
const broken = recordedExample({ verdict: 'failed', failure: { step: '', line: 0, message: 'allowed' } });
const skipped = recordedExample({ verdict: 'skipped', skipped: 'the store does not perform s3:CopyObject' });
const other = recordedExample({ name: 'Another', line: 20, firstLine: 20, verdict: 'passed' });

describe('the site of one run', () => {
  const site = siteOf([sampleRecord()], { repeat });

  test('has a pattern for a folder of features, with addresses made of names', () => {
    const [pattern] = site.patterns;
    expect([pattern?.address, pattern?.title, pattern?.features[0]?.address]).toEqual([
      'exchange/',
      'Exchange',
      'exchange/reading/',
    ]);
    expect([...site.documents.values()].map(({ address }) => address)).toEqual([
      'exchange/documents/key-policy.json/',
    ]);
    expect(pattern?.principals.map(({ address }) => address)).toEqual(['exchange/principals/writer-role/']);
  });

  test('names the pattern after the scenario if features stand at the top of their folder', () => {
    const record = sampleRecord({
      features: [recordedFeature([passed], { file: 'features/reading.feature' })],
    });
    expect(siteOf([record], { repeat }).patterns.map(({ address }) => address)).toEqual(['exchange/']);
  });

  test('has a pattern for each scenario of features that stand at the top of their folder', () => {
    const zone = recordedExample({ scenario: 'zone', outcomes: [] });
    const record = sampleRecord({
      scenarios: [recordedScenario(), recordedScenario({ name: 'zone', title: 'Zone' })],
      features: [
        recordedFeature([passed], { file: 'features/reading.feature' }),
        recordedFeature([zone], { file: 'features/zones.feature' }),
        recordedFeature([other], { file: 'features/writing.feature' }),
      ],
    });
    const found = siteOf([record], { repeat }).patterns.map(({ title, features, scenarios }) => [
      title,
      features.map(({ address }) => address),
      scenarios.map(({ name }) => name),
    ]);
    expect(found).toEqual([
      ['Exchange', ['exchange/reading/', 'exchange/writing/'], ['exchange']],
      ['Zone', ['zone/zones/'], ['zone']],
    ]);
  });

  test('has a page for a root user that made a request', () => {
    const requests = [refusedRequest({ principal: 'arn:aws:iam::222222222222:root' })];
    const record = sampleRecord({ features: [recordedFeature([recordedExample({ requests })])] });
    const principals = siteOf([record], { repeat }).patterns[0]?.principals ?? [];
    expect(principals.map(({ phrase }) => phrase)).toEqual([
      'the writer role',
      'the root user of the intake account',
    ]);
  });

  test('gives documents outside of the scenario an address within the site', () => {
    const documents = recordedScenario().documents.map((document) => ({
      ...document,
      path: '../../iam/Key policy.json',
      file: 'iam/Key policy.json',
    }));
    const record = sampleRecord({ scenarios: [recordedScenario({ documents })] });
    expect(siteOf([record], { repeat }).documents.get('iam/Key policy.json')?.address).toBe(
      'exchange/documents/iam/key-policy.json/',
    );
  });
});

describe('how an outcome stands on a store', () => {
  test.each([
    ['holds', [passed]],
    ['holds', [passed, other]],
    ['failed', [passed, { ...other, verdict: 'broken' as const }]],
    ['skipped', [passed, { ...other, verdict: 'skipped' as const }]],
    ['failed', [skipped, { ...other, verdict: 'unusable' as const }]],
    ['not run', [passed, { ...other, verdict: 'not run' as const }]],
  ])('is "%s"', (verdict, examples) => {
    const outcome = siteOf([recordOf(examples)], { repeat }).outcomes.get('E01');
    expect(outcome?.standings.map((standing) => standing.verdict)).toEqual([verdict]);
  });

  test.each([
    ['failed', passed, broken],
    ['failed', broken, passed],
    ['skipped', skipped, passed],
    ['not run', passed, { ...passed, verdict: 'not run' as const }],
  ])('is "%s" if its examples are in two patterns', (verdict, first, second) => {
    const features = [first, second].map((example, index) =>
      recordedFeature([example], { file: `features/${['exchange', 'zone'][index]}/reading.feature` }),
    );
    const site = siteOf([sampleRecord({ features })], { repeat });
    expect(site.outcomes.get('E01')?.standings[0]?.verdict).toBe(verdict);
    expect(site.patterns.map(({ outcomes }) => outcomes.length)).toEqual([1, 0]);
    expect(site.outcomes.get('E01')?.examples).toHaveLength(2);
  });

  test('of an id that objects have by themselves is recorded, or is not', () => {
    const named = { ...passed, outcomes: ['constructor'] };
    const [entry] = sampleRecord().outcomes;
    const record = {
      ...recordOf([named]),
      outcomes: entry === undefined ? [] : [{ ...entry, id: 'constructor' }],
      earlier: [{ ...LOCALSTACK, recorded: '2026-11-21', outcomes: {} }],
    };
    const found = siteOf([record], { repeat }).outcomes.get('constructor')?.standings;
    expect(found?.map((standing) => standing.verdict)).toEqual(['holds', 'not recorded']);
  });

  test('is taken from an earlier run if no record of that store is given', () => {
    const earlier = [
      {
        ...LOCALSTACK,
        recorded: '2026-11-21',
        outcomes: { E01: { result: 'skipped' as const, why: ['no key'] } },
      },
    ];
    const [, standing] = siteOf([sampleRecord({ earlier })], { repeat }).outcomes.get('E01')?.standings ?? [];
    expect([standing?.store.name, standing?.store.when, standing?.verdict, standing?.why]).toEqual([
      'LocalStack 4.14.0',
      '2026-11-21',
      'skipped',
      ['no key'],
    ]);
  });
});

describe('several records', () => {
  const embedded = recordOf([passed]);

  test('of two stores are two columns, whatever their order; the embedded store is explained', () => {
    const site = siteOf([recordOf([skipped], LOCALSTACK), embedded], { repeat });
    expect(site.stores.map(({ name, main }) => [name, main])).toEqual([
      ['embedded store', true],
      ['LocalStack 4.14.0', false],
    ]);
    expect(site.examples[0]?.standings.map(({ verdict }) => verdict)).toEqual(['holds', 'skipped']);
  });

  test('of one store complete each other, as shards do', () => {
    const site = siteOf([embedded, recordOf([other])], { repeat });
    expect(site.examples.map(({ name, verdict }) => [name, verdict])).toEqual([
      [passed.name, 'passed'],
      ['Another', 'passed'],
    ]);
  });

  test('an example that one shard did not start is taken from the other', () => {
    const newer = recordOf([{ ...passed, verdict: 'not run' }], { ended: '2026-11-30T00:00:00.000Z' });
    expect(siteOf([newer, embedded], { repeat }).examples[0]?.verdict).toBe('passed');
  });

  test('of one store on two days: the newer result counts, in either order', () => {
    const newer = recordOf([broken], { ended: '2026-11-30T00:00:00.000Z' });
    for (const records of [
      [embedded, newer],
      [newer, embedded],
    ])
      expect(siteOf(records, { repeat }).examples[0]?.verdict).toBe('failed');
  });

  test('an example that has moved to another line is the same; one with other steps is not', () => {
    const moved = recordOf([{ ...passed, line: 99, firstLine: 99 }], LOCALSTACK);
    expect(siteOf([embedded, moved], { repeat }).examples[0]?.standings[1]?.verdict).toBe('holds');
    const changed = recordOf([{ ...passed, steps: [recordedStep('When', 'something else')] }], LOCALSTACK);
    expect(siteOf([embedded, changed], { repeat }).examples[0]?.standings[1]?.verdict).toBe('not recorded');
  });

  describe('read at different times', () => {
    const [document] = recordedScenario().documents;
    const edited = recordedScenario({
      documents: document === undefined ? [] : [{ ...document, text: '{ "Statement": [] }' }],
    });
    const newer = { ended: '2026-11-30T00:00:00.000Z' };

    test('documents are those of the run that is explained, whatever the order of the records', () => {
      const later = { ...recordOf([passed], { ...LOCALSTACK, ...newer }), scenarios: [edited] };
      for (const records of [
        [embedded, later],
        [later, embedded],
      ])
        expect([...siteOf(records, { repeat }).documents.values()][0]?.text).toBe(document?.text);
    });

    test('examples of one store that were decided on other texts are refused', () => {
      const later = { ...recordOf([other], newer), scenarios: [edited] };
      expect(() => siteOf([embedded, later], { repeat })).toThrow(
        'two records of the embedded store have different texts of scenarios/exchange/key-policy.json',
      );
    });

    test('a newer run of all examples replaces the older one with its texts', () => {
      const later = { ...recordOf([broken], newer), scenarios: [edited] };
      const site = siteOf([embedded, later], { repeat });
      expect([...site.documents.values()][0]?.text).toBe('{ "Statement": [] }');
    });

    test('examples of another commit are counted', () => {
      const commit = (id: string) => ({ commit: { id: id.repeat(40), changed: false } });
      const records = [recordOf([passed], commit('a')), recordOf([other], { ...newer, ...commit('b') })];
      expect(siteOf(records, { repeat }).ofOtherCommits).toBe(1);
      const same = [recordOf([passed], commit('b')), recordOf([other], { ...newer, ...commit('b') })];
      expect(siteOf(same, { repeat }).ofOtherCommits).toBe(0);
    });

    test('outcomes that only an older register has are kept', () => {
      const later = { ...recordOf([other], newer), outcomes: [] };
      const named = recordOf([{ ...passed, line: 30, name: 'A third' }]);
      expect([...siteOf([named, { ...later, features: [] }], { repeat }).outcomes.keys()]).toEqual(['E01']);
    });
  });

  test('no record is no site', () => {
    expect(() => siteOf([], { repeat })).toThrow('a site needs the record of a run');
  });
});

test('what a store alone answers is kept at its example', () => {
  const alone = [
    { file: 'features/exchange/reading.feature', line: 10, agrees: false, how: 'it allows kms:Decrypt' },
  ];
  const site = siteOf([sampleRecord(), { ...recordOf([passed], LOCALSTACK), alone }], { repeat });
  expect(site.examples[0]?.alone).toEqual({ store: 'LocalStack 4.14.0', how: 'it allows kms:Decrypt' });
});
