import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownFile } from '../node/own-file.ts';
import { writeSpecification } from './generated-specification.ts';
import type { Row } from './table.ts';

const mebibyte = 1024 * 1024;

/** Specifications of 1,000, 3,000 and 10,000 examples: the time of each example beside that in the smallest, and the memory. */
export async function specificationRows(scale: number): Promise<Row[]> {
  const rows: Row[] = [];
  let smallest: number | undefined;
  for (const size of [1000, 3000, 10_000]) {
    const examples = size * scale;
    const { seconds, peak, parallel } = await measured(examples);
    const each = (seconds * 1000) / examples;
    smallest ??= each;
    const count = examples.toLocaleString('en');
    rows.push(
      {
        what: `keyhole spec, ${count} examples: time of each`,
        measured: `${each.toFixed(2)} ms`,
        against: `in the smallest ${smallest.toFixed(2)} ms`,
        ratio: `${(each / smallest).toFixed(2)}×`,
        target: '≤ 1.20×',
      },
      {
        what: `keyhole spec, ${count} examples: peak resident`,
        measured: `${(peak / mebibyte).toFixed(0)} MiB`,
        target: '≤ 600 MB',
      },
      {
        what: `keyhole spec --parallel 2, ${count} examples: speed`,
        measured: `${parallel.toFixed(1)} s`,
        against: `one process ${seconds.toFixed(1)} s`,
        ratio: `${(seconds / parallel).toFixed(2)}×`,
        target: '≥ 1.70×',
      },
    );
  }
  return rows;
}

async function measured(examples: number) {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-bench-'));
  try {
    writeSpecification(folder, examples);
    const { seconds, peak } = await ran(folder, []);
    const { seconds: parallel } = await ran(folder, ['--parallel', '2']);
    return { seconds, peak, parallel };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `keyhole spec` in a folder. Resolves with its time, and the most memory that its process had resident. */
async function ran(folder: string, options: readonly string[]) {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [ownFile('support/commands/keyhole.ts'), 'spec', '--quiet', ...options],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  let peak = 0;
  // The peak only grows until the process ends, so that the last look misses little.
  const looking = setInterval(() => {
    peak = Math.max(peak, peakBytes(child.pid));
  }, 50);
  const [code] = await once(child, 'exit');
  clearInterval(looking);
  if (code !== 0) throw new Error(`keyhole spec of the generated specification ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, peak };
}

/** The peak of the resident memory of a process, from Linux's /proc; 0 once it has ended. */
function peakBytes(pid: number | undefined): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
