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
}

/** Specifications of 1,000, 3,000 and 10,000 examples: how their cost grows, their memory, and what a second process gains. */
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

function rowsOf({ examples, one, two }: Measured): readonly Row[] {
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
    writeSpecification(folder, examples);
    const spec = [ownFile('support/commands/keyhole.ts'), 'spec', '--quiet'];
    const one = await usageOf({ args: spec, cwd: folder });
    const two = await usageOf({ args: [...spec, '--parallel', '2'], cwd: folder });
    return { examples, one, two };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
