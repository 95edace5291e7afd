import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { Finding } from './check.ts';

/** How many findings each file may have until they are mended. Without baseline.json no file may have any. */
export type Baseline = Readonly<Record<string, number>>;

const FILE = new URL('baseline.json', import.meta.url);
const schema = z.record(z.string(), z.int().positive());

/** The committed baseline; undefined if there is none, as on the first run. */
export function readBaseline(): Baseline | undefined {
  return existsSync(FILE) ? schema.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : undefined;
}

/** Writes how many findings each file has, a line a file. */
export function writeBaseline(counts: Baseline): void {
  writeFileSync(FILE, `${JSON.stringify(counts, undefined, 2)}\n`);
}

/** How many findings each file has, by path; files without any are left out. */
export function countByFile(findings: readonly Finding[]): Baseline {
  const counts = new Map<string, number>();
  for (const { file } of findings) counts.set(file, (counts.get(file) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A file that has another number of findings than the baseline says. */
export interface Deviation {
  readonly file: string;
  readonly found: number;
  readonly allowed: number;
}

/** The files with more or fewer findings than the baseline says, by path. */
export function deviations(counts: Baseline, baseline: Baseline): readonly Deviation[] {
  return [...new Set([...Object.keys(counts), ...Object.keys(baseline)])]
    .sort()
    .map((file) => ({ file, found: counts[file] ?? 0, allowed: baseline[file] ?? 0 }))
    .filter(({ found, allowed }) => found !== allowed);
}

/** Says why counts may not become the baseline: there are more findings than before. A file may be moved or split. */
export function whyNotLower(counts: Baseline, baseline: Baseline | undefined): string | undefined {
  if (baseline === undefined || total(counts) <= total(baseline)) return undefined;
  return `${total(counts)} findings, and the baseline allows ${total(baseline)}: it is only lowered. See npm run prose`;
}

function total(counts: Baseline): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
