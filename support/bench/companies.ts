import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Company, companyOf, companyOfSize, filesOf } from '../access/testing/company.ts';
import { both, COMPANY_CHANGES } from '../access/testing/company-changes.ts';
import type { Row } from './table.ts';

/** The figures of one company, in seconds and bytes. */
export interface CompanyFigures {
  /** To load the scenario and to provision it in the process. */
  readonly ready: number;
  readonly cells: number;
  readonly matrix: number;
  /** To find the ways of every principal to read one bucket, and their number. */
  readonly whoCan: number;
  readonly mayRead: number;
  /** To find the ways of a principal that many roles trust to every access, and their number. */
  readonly whatCan: number;
  readonly reached: number;
  /** The largest resident memory until then. */
  readonly largestOfPaths: number;
  /** To load, provision and compare both versions. */
  readonly diff: number;
  /** Accesses that widened, and those that opened over roles. */
  readonly widened: number;
  readonly opened: number;
  /** The largest resident memory of the process. */
  readonly largest: number;
}

/** The changes of a pull request: few, and of several kinds. */
const CHANGES = [
  'a wider identity policy',
  'a principal more in a bucket policy',
  'a key handed to another account',
  'a new trust',
] as const;

/**
 * Access at the scale of a company, and how it grows. It has the matrix of one bucket, and the ways of all principals to it. It
 * has those of one principal to everything too, and the differences of two versions. Each company is measured in a process of its own. The largest has 5,000
 * users and roles in 200 accounts, and more than 20,000 statements.
 */
export function companyRows(scale: number): readonly Row[] {
  const sizes = [50, 100, 200].map((accounts) => Math.max(4, Math.round(accounts * scale)));
  const measured = sizes.map((accounts) => ({ accounts, ...figuresOf(accounts) }));
  const [first] = measured;
  if (first === undefined) return [];
  return measured.flatMap((one) => {
    const name = `${one.accounts} accounts, ${one.accounts * 25} principals`;
    const row = (
      what: string,
      figure: 'ready' | 'matrix' | 'whoCan' | 'whatCan' | 'diff',
      target?: string,
    ): Row => ({
      what: `${name}: ${what}`,
      measured: `${one[figure].toFixed(2)} s`,
      against: `${first.accounts} accounts: ${first[figure].toFixed(2)} s`,
      ratio: `${(one[figure] / first[figure]).toFixed(1)}×`,
      ...(target !== undefined && { target }),
    });
    const memory = (what: string, figure: 'largest' | 'largestOfPaths'): Row => ({
      what: `${name}: ${what}`,
      measured: mebibytes(one[figure]),
      against: `${first.accounts} accounts: ${mebibytes(first[figure])}`,
      ratio: `${(one[figure] / first[figure]).toFixed(1)}×`,
      target: '≤ 1024 MiB',
    });
    return [
      row('loaded and provisioned', 'ready'),
      row(`matrix of one bucket, ${one.cells} cells`, 'matrix', '≤ 2 s'),
      row(`who can read one bucket on any way: ${one.mayRead}`, 'whoCan', '≤ 10 s'),
      row(`what one role can do on any way: ${one.reached} accesses`, 'whatCan', '≤ 10 s'),
      memory('largest memory until then', 'largestOfPaths'),
      row(`difference of two versions, loaded from disk, with ${one.opened} paths opened`, 'diff', '≤ 60 s'),
      memory('largest memory', 'largest'),
    ];
  });
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(0)} MiB`;
}

function figuresOf(accounts: number): CompanyFigures {
  const root = mkdtempSync(join(tmpdir(), 'company-'));
  try {
    const before = companyOfSize(companyOf(accounts));
    write(join(root, 'before'), before);
    write(join(root, 'after'), both(...CHANGES.flatMap((name) => COMPANY_CHANGES[name] ?? []))(before));
    const program = join(import.meta.dirname, 'company-process.ts');
    return JSON.parse(execFileSync(process.execPath, [program, root], { encoding: 'utf8' }));
  } finally {
    rmSync(root, { recursive: true });
  }
}

function write(folder: string, company: Company): void {
  for (const [path, text] of Object.entries(filesOf(company))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
