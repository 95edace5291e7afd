import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownFile } from '../node/own-file.ts';
import { writeSpecification } from './generated-specification.ts';
import { type Usage, usageOf } from './guard/cpu-time.ts';
import type { Row } from './table.ts';

const mebibyte = 1024 * 1024;

interface Measured {
  readonly examples: number;
  readonly one: Usage;
  readonly two: Usage;
  /** The milliseconds of two runs at once, of half the examples each. */
  readonly halves: number;
}

/**
 * Specifications of 1,000, 3,000 and 10,000 examples: how their cost grows, their memory, and what a second process gains. A second process
 * cannot gain more than two runs that share nothing: each loads and compiles keyhole, and V8's other threads use both cores.
 */
export async function specificationRows(scale: number): Promise<Row[]> {
  const rows: Row[] = [];
  const sizes: Measured[] = [];
  for (const size of [1000, 3000, 10_000]) {
    const measured = await measuredAt(size * scale);
    rows.push(...rowsOf(measured));
    sizes.push(measured);
  }
  return [...rows, ...growthOf(sizes)];
}

function rowsOf({ examples, one, two, halves }: Measured): readonly Row[] {
  const what = `keyhole spec, ${inWords(examples)} examples`;
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  return [
    {
      what: `${what}: peak resident`,
      measured: `${(one.largest / mebibyte).toFixed(0)} MiB`,
      target: '≤ 572 MiB',
    },
    {
      what: `${what}, --parallel 2: speed`,
      measured: seconds(two.wall),
      against: `one process ${seconds(one.wall)}`,
      ratio: `${(one.wall / two.wall).toFixed(2)}×`,
      target: '≥ 1.70×',
    },
    {
      what: `${what}, as two runs of half of them: speed`,
      measured: seconds(halves),
      against: `one process ${seconds(one.wall)}`,
      ratio: `${(one.wall / halves).toFixed(2)}×`,
    },
  ];
}

/**
 * The processor time of one more example between two sizes, beside that between the first two. The start of a run is in no difference,
 * so a cost that grows with the size is not hidden by it.
 */
function growthOf(sizes: readonly Measured[]): readonly Row[] {
  const steps = sizes.slice(1).flatMap((larger, index) => {
    const smaller = sizes[index];
    if (smaller === undefined) return [];
    const each = (larger.one.processor - smaller.one.processor) / (larger.examples - smaller.examples);
    return [{ from: smaller.examples, to: larger.examples, each }];
  });
  const [first, ...later] = steps;
  if (first === undefined) return [];
  return later.map(({ from, to, each }) => ({
    what: `keyhole spec, one more example from ${inWords(from)} to ${inWords(to)}: processor time`,
    measured: `${each.toFixed(2)} ms`,
    against: `from ${inWords(first.from)} to ${inWords(first.to)} ${first.each.toFixed(2)} ms`,
    ratio: `${(each / first.each).toFixed(2)}×`,
    target: '≤ 1.20×',
  }));
}

function inWords(count: number): string {
  return count.toLocaleString('en');
}

async function measuredAt(examples: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-bench-'));
  try {
    const spec = [ownFile('support/commands/keyhole.ts'), 'spec', '--quiet'];
    const whole = join(folder, 'whole');
    writeSpecification(whole, examples);
    const one = await usageOf({ args: spec, cwd: whole });
    const two = await usageOf({ args: [...spec, '--parallel', '2'], cwd: whole });
    const halves = ['first', 'second'].map((half) => join(folder, half));
    for (const half of halves) writeSpecification(half, examples / 2);
    const ended = await Promise.all(halves.map((cwd) => usageOf({ args: spec, cwd })));
    return { examples, one, two, halves: Math.max(...ended.map(({ wall }) => wall)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
