import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { comparisonText } from './comparison-table.ts';
import { compareRatios, measureRatios } from './guard.ts';
import { guardRatios } from './guard-ratios.ts';
import { middle, type Pair, type Ratio } from './interleaved.ts';
import { moveOf } from './moves.ts';
import { readRatios, writeRatios } from './ratio-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-guard-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Work whose cost is told in turn, beside a yardstick that costs one. */
function pairOf(what: string, costs: readonly number[]): Pair {
  let next = 0;
  const ours = async () => costs[next++ % costs.length] ?? 0;
  return { what, against: 'one', open: async () => ({ ours, theirs: async () => 1 }) };
}

const quiet = () => {};
const exactly = (ratio: number): Ratio => ({ ratio, low: ratio, high: ratio });
const around = (ratio: number, width: number): Ratio => ({ ratio, low: ratio - width, high: ratio + width });

test.each([
  [[3, 1, 2], { ratio: 2, low: 1, high: 3 }],
  [[4, 1, 2, 3], { ratio: 2.5, low: 1, high: 4 }],
  // Of fifteen ratios, the fourth and the twelfth bound the median at about 95 of 100 measurements.
  [Array.from({ length: 15 }, (_, index) => index + 1), { ratio: 8, low: 4, high: 12 }],
])('the middle of %j', (ratios, expected) => {
  expect(middle(ratios)).toEqual(expected);
});

test('the interval of any ratios holds their median', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1 }), (ratios) => {
      const { ratio, low, high } = middle(ratios);
      expect(low).toBeLessThanOrEqual(ratio);
      expect(high).toBeGreaterThanOrEqual(ratio);
    }),
  );
});

test.each<[string, Ratio, Ratio, ReturnType<typeof moveOf>]>([
  ['a ratio above the interval of the record is slower', around(2, 0.1), around(1, 0.1), 'slower'],
  ['one below it is faster', around(1, 0.1), around(2, 0.1), 'faster'],
  ['intervals that meet may be noise', around(2, 0.6), around(1, 0.6), undefined],
  ['a change below a tenth is nothing', exactly(1.09), exactly(1), undefined],
  ['the same ratio did not move', exactly(1), exactly(1), undefined],
])('%s', (_, now, recorded, move) => {
  expect(moveOf(now, recorded)).toBe(move);
});

describe('a comparison with a record', () => {
  test('names what moved twice, and nothing else', async () => {
    const before = [pairOf('same', [1]), pairOf('worse', [1]), pairOf('better', [4]), pairOf('once', [1])];
    const record = await measureRatios([...before, pairOf('gone', [1])], 5, quiet);
    // Six runs are one measurement: the first warms up.
    const once = pairOf('once', [3, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1]);
    const after = [
      pairOf('same', [1]),
      pairOf('worse', [3]),
      pairOf('better', [1]),
      once,
      pairOf('new', [1]),
    ];
    const compared = await compareRatios(after, record, { rounds: 5, tell: quiet });
    const moves = compared.map(({ what, move }) => [what, move]);
    expect(moves).toEqual([
      ['same', undefined],
      ['worse', 'slower'],
      ['better', 'faster'],
      ['once', undefined],
      ['new', undefined],
      ['gone', undefined],
    ]);
    const text = comparisonText(compared, record);
    expect(text).toContain('slower: worse costs 3.00× (3.00–3.00) its yardstick, and 1.00× (1.00–1.00) in');
    expect(text).toMatch(/\| new +\| .*not in the record/);
    expect(text).toMatch(/\| gone +\| no longer measured/);
    expect(text).not.toContain('another machine');
  });

  test('tells that the record is of another machine', () => {
    const machine = { node: 'v1', processor: 'abacus' };
    expect(comparisonText([], { machine, ratios: {} })).toMatch(
      /^nothing moved beyond the noise.*\n.*Node.js v1, abacus/m,
    );
  });
});

test('a pair is closed, also if its work fails', async () => {
  let closed = 0;
  const broken = async () => {
    throw new Error('broken');
  };
  const opened = { ours: broken, theirs: broken, close: async () => void closed++ };
  const measuring = measureRatios([{ what: 'a', against: 'b', open: async () => opened }], 1, quiet);
  await expect(measuring).rejects.toThrow('broken');
  expect(closed).toBe(1);
});

describe('a record', () => {
  const written = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test('is read as it was written', async () => {
    const record = await measureRatios([pairOf('a', [2.34567])], 3, quiet);
    const file = join(folder, 'kept.json');
    writeRatios(file, record);
    expect(readRatios(file)).toEqual(record);
    expect(record.ratios.a?.ratio).toBe(2.35);
  });

  test.each([
    [
      'that is missing',
      () => join(folder, 'none.json'),
      /cannot be read; write a record with npm run bench -- --record \S+none/,
    ],
    [
      'that is no JSON',
      () => written('text.json', '| what |'),
      /is no record of ratios; npm run bench -- --record writes one to another file$/,
    ],
    ['of something else', () => written('other.json', '{"run":{}}'), /is no record of ratios at machine: /],
    [
      'with a ratio that is none',
      () =>
        written(
          'zero.json',
          '{"machine":{"node":"v24","processor":"p"},"ratios":{"a":{"against":"b","ratio":0,"low":1,"high":1}}}',
        ),
      /at ratios\.a\.ratio: /,
    ],
  ])('%s is refused', (_, file, message) => {
    expect(() => readRatios(file())).toThrow(message);
  });

  test.each([
    [{ backend: 'localstack', compare: 'a', record: undefined }, /leave out --backend/],
    [{ backend: 'embedded', compare: 'a', record: 'b' }, /one at a time/],
    [
      { backend: 'embedded', compare: undefined, record: join(folder, 'no/file.json') },
      /--record .* cannot be written to/,
    ],
  ])('%j do not fit', async (options, message) => {
    await expect(guardRatios({ ...options, quick: true })).rejects.toThrow(message);
  });
});
