import { describe, expect, test } from '@jest/globals';
import {
  recordedExample,
  recordedFeature,
  recordedScenario,
  sampleRecord,
} from '../testing/sample-record.ts';
import { joinedParts, type NamedRecord } from './joined-parts.ts';
import type { Circumstances, RecordedExample, RunRecord } from './run-record.ts';

const lines = [10, 20, 30];

/** The record of the part of a run that has the examples at the lines that it is for. */
function part(number: number, of: number, more: Partial<RunRecord> = {}): NamedRecord {
  const examples = lines.map((line, index) =>
    index % of === number - 1 ? ran(line) : { ...ran(line), ...notRun },
  );
  const record = sampleRecord({ features: [recordedFeature(examples)], ...more });
  const run = { ...record.run, part: { number, of, examples: 3 } };
  return { name: `part-${number}.json`, record: { ...record, run: { ...run, ...more.run } } };
}

function ran(line: number): RecordedExample {
  return recordedExample({ name: `Example ${line}`, line, firstLine: line });
}

const notRun = { verdict: 'not run', scenario: undefined, seconds: 0, requests: [], reasons: [] } as const;

function inRun(number: number, run: Partial<Circumstances>): NamedRecord {
  const { name, record } = part(number, 2);
  return { name, record: { ...record, run: { ...record.run, ...run } } };
}

describe('the parts of a run', () => {
  test.each([[1], [2], [3], [4]])('%d of them make the record of the whole run, in any order', (of) => {
    const parts = Array.from({ length: of }, (_, index) => part(index + 1, of));
    const whole = sampleRecord({ features: [recordedFeature(lines.map(ran))] });
    expect(joinedParts(parts.toReversed())).toEqual([whole]);
  });

  test('span the time from the first start to the last end, and are interrupted if one is', () => {
    const [joined] = joinedParts([
      inRun(1, { started: '2026-11-29T10:00:05.000Z', ended: '2026-11-29T10:00:09.000Z' }),
      inRun(2, { started: '2026-11-29T10:00:01.000Z', ended: '2026-11-29T10:00:07.000Z', interrupted: true }),
    ]);
    expect(joined?.run).toMatchObject({
      started: '2026-11-29T10:00:01.000Z',
      ended: '2026-11-29T10:00:09.000Z',
      interrupted: true,
      dryRun: false,
    });
  });

  test('add the uses of steps, and keep the shortest', () => {
    const steps = (uses: number, text: string, line: number) => ({
      steps: [{ noun: 'objects', expression: 'x', uses, example: { text, file: 'a.feature', line } }],
    });
    const [joined] = joinedParts([part(1, 2, steps(2, 'long one', 3)), part(2, 2, steps(3, 'short', 9))]);
    expect(joined?.steps).toEqual(steps(5, 'short', 9).steps);
  });

  test('of several stores make one run for each store', () => {
    const store = { kind: 'localstack', image: 'localstack/localstack:4.14.0' } as const;
    const given = [inRun(1, {}), inRun(1, { store }), inRun(2, { store }), inRun(2, {})];
    expect(joinedParts(given).map(({ run }) => run.store.kind)).toEqual(['embedded', 'localstack']);
  });

  test('leave records of whole runs as they are', () => {
    const record = sampleRecord();
    expect(joinedParts([{ name: 'run.json', record }])).toEqual([record]);
  });

  test('tell a feature without examples once', () => {
    const empty = recordedExample({ steps: [], verdict: 'unusable', line: 1 });
    const features = [recordedFeature([empty])];
    const [joined] = joinedParts([part(1, 2, { features }), part(2, 2, { features })]);
    expect(joined?.features).toEqual(features);
  });
});

describe('parts are refused, with the names of their files,', () => {
  const other = sampleRecord();
  const changedFeature = [recordedFeature(lines.map(ran), { description: 'The vault owned the key.' })];
  const changedExample = [
    recordedFeature(lines.map((line) => ({ ...ran(line), ...notRun, name: `Other ${line}` }))),
  ];
  test.each<[string, readonly NamedRecord[], string]>([
    ['if one is missing', [part(1, 2)], 'part-1.json is part 1 of 2, and part 2 is missing'],
    [
      'if several are missing',
      [part(2, 4)],
      'part-2.json is part 2 of 4, and the parts 1, 3, 4 are missing: --shard 1/4 writes the record of one',
    ],
    ['if one is there twice', [part(1, 2), part(1, 2), part(2, 2)], 'is part 1 of 2, and so is part-1.json'],
    [
      'if their numbers differ',
      [part(1, 2), part(2, 3)],
      'part-1.json is part 1 of 2, and part-2.json is part 2 of 3',
    ],
    [
      'if two have a result of an example',
      [part(1, 2, { features: [recordedFeature(lines.map(ran))] }), part(2, 2)],
      'part-1.json and part-2.json both tell of a result of features/exchange/reading.feature:20',
    ],
    [
      'of other features',
      [part(1, 2), part(2, 2, { features: changedFeature })],
      'part-1.json and part-2.json are of different runs: features/exchange/reading.feature differs',
    ],
    ['of other examples', [part(1, 2), part(2, 2, { features: changedExample })], 'reading.feature differs'],
    ['of a feature more', [part(1, 2, { features: [] }), part(2, 2)], 'reading.feature differs'],
    [
      'of other policies',
      [part(1, 2), part(2, 2, { scenarios: [recordedScenario({ title: 'Other' })] })],
      'the scenario exchange differs',
    ],
    ['of another register', [part(1, 2), part(2, 2, { outcomes: [] })], 'the outcome E01 differs'],
    [
      'of another commit',
      [inRun(1, { commit: { id: 'a', changed: false } }), inRun(2, { commit: { id: 'b', changed: false } })],
      'their commits differ',
    ],
    [
      'of another version of keyhole',
      [inRun(1, {}), inRun(2, { versions: { ...other.run.versions, keyhole: '0.2.0' } })],
      'the versions of keyhole differ',
    ],
    [
      'of another selection',
      [inRun(1, {}), inRun(2, { selection: { paths: [], tags: '@E01' } })],
      'their paths or --tags differ',
    ],
    [
      'of another number of examples',
      [inRun(1, {}), inRun(2, { part: { number: 2, of: 2, examples: 4 } })],
      'the numbers of selected examples differ',
    ],
  ])('%s', (_name, given, message) => {
    expect(() => joinedParts(given)).toThrow(message);
  });
});
