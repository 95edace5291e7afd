import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withMatrices } from '../../commands/docs/matrices/with-matrices.ts';
import { keyhole } from '../../commands/testing/run-keyhole.ts';
import { type RunRecord, runRecord } from '../record/run-record.ts';
import { siteOf } from '../site/site-of.ts';
import { writeSite } from '../write-site.ts';
import { smallRecord } from './small-record.ts';

/** For tests: a site in a folder. */
export interface WrittenSite {
  readonly folder: string;
  /** The files of its pages, from the folder. */
  readonly pages: readonly string[];
}

/** For tests: the sites that are looked at, in a temporary folder that the caller removes by {@link remove}. */
export interface WrittenSites {
  readonly folder: string;
  /** The record of the run that they are made of. */
  readonly record: RunRecord;
  /** A run in which all holds. */
  readonly holding: WrittenSite;
  /** The same run with broken, skipped and interrupted examples. */
  readonly failing: WrittenSite;
  /** A few examples of each kind, for checks that take long on large pages; and the same with all ends. */
  readonly small: WrittenSite;
  readonly smallFailing: WrittenSite;
  remove(): void;
}

/** For tests: runs two patterns of the specification, in a process of its own, and writes the sites. */
export async function writeSites(): Promise<WrittenSites> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-site-'));
  const run = join(folder, 'run.json');
  const patterns = [
    'features/write-only-bucket',
    'features/key-arn-gotcha',
    'features/multi-account-access/access-matrix.feature',
  ];
  const ran = await keyhole('spec', '--quiet', '--run', run, ...patterns);
  if (ran.exitCode !== 0) throw new Error(`the run failed: ${ran.stdout}${ran.stderr}`);
  const read = runRecord.parse(JSON.parse(readFileSync(run, 'utf8')));
  const [record = read] = (await withMatrices([read])).records;
  return {
    folder,
    record,
    holding: await write(join(folder, 'a path with spaces', 'holding'), record),
    failing: await write(join(folder, 'failing'), withFailures(record)),
    small: await write(join(folder, 'small'), smallRecord(record)),
    smallFailing: await write(join(folder, 'small-failing'), withFailures(smallRecord(record))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function write(folder: string, record: RunRecord): Promise<WrittenSite> {
  mkdirSync(folder, { recursive: true });
  await writeSite(siteOf([record], { repeat: 'npm run spec' }), folder);
  return { folder, pages: globSync('**/*.html', { cwd: folder }).map((file) => file.replaceAll('\\', '/')) };
}

/** A record whose examples end in every way, one after the other. */
function withFailures(record: RunRecord): RunRecord {
  const message = 'expected: access is granted\nbut <access> was "denied" & refused';
  const ends = [
    { verdict: 'broken', failure: { step: 'access is granted', line: 3, message } },
    { verdict: 'skipped', skipped: 'the store performs no s3:UpdateObjectEncryption' },
    { verdict: 'not run', requests: [] },
    { verdict: 'failed', failure: { step: '', line: 0, message } },
    { verdict: 'unusable', failure: { step: 'access is granted', line: 3, message } },
  ] as const;
  let place = 0;
  return {
    ...record,
    features: record.features.map((feature) => ({
      ...feature,
      rules: feature.rules.map((rule) => ({
        ...rule,
        examples: rule.examples.map((example) => ({ ...example, ...ends[place++ % (2 * ends.length)] })),
      })),
    })),
  };
}
