import { relative, resolve } from 'node:path';
import { markdownSummary } from '../../documentation/markdown/summary.ts';
import { joinedParts, type NamedRecord } from '../../documentation/record/joined-parts.ts';
import { redacted } from '../../documentation/record/redacted.ts';
import type { RunRecord } from '../../documentation/record/run-record.ts';
import { runRecordOf } from '../../documentation/record/run-record-of.ts';
import { RunRecorder } from '../../documentation/record/run-recorder.ts';
import { siteOf } from '../../documentation/site/site-of.ts';
import { writeSite } from '../../documentation/write-site.ts';
import { useOutcomesOf, useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { note } from '../../terminal/warn.ts';
import { exitCodes } from '../exit-codes.ts';
import { invocation } from '../invocation.ts';
import { junitReport } from '../spec/reports/junit-report.ts';
import { writeReport } from '../spec/reports/report-files.ts';
import { runFeatures } from '../spec/run-features.ts';
import { featureFolder, type SpecFolders, stepPatterns } from '../spec/spec-folders.ts';
import { filesOfRuns } from './files-of-runs.ts';
import { withMatrices } from './matrices/with-matrices.ts';
import { readRun } from './read-run.ts';
import { resultsOfRecord } from './results-of-record.ts';
import { runFile } from './run-file.ts';

/** The runs to make a site of, and its folder. */
export interface DocsOptions extends SpecFolders {
  /** Files with records of runs, or with cucumber's messages. */
  readonly runs: readonly string[];
  /** The folder of the site. */
  readonly out: string;
  /** A file for the same in short, as Markdown: a step's summary, a comment on a pull request. */
  readonly markdown?: string | undefined;
  /** A file for the results as JUnit XML. */
  readonly junit?: string | undefined;
  /** Shows the features without running them. */
  readonly dryRun?: boolean | undefined;
  /** Leaves out ids of accounts, keys and organizations. */
  readonly redact?: boolean | undefined;
  /** False to leave out the access matrices of scenarios. */
  readonly matrix?: boolean | undefined;
  readonly scenarios?: string | undefined;
  readonly outcomes?: string | undefined;
}

/**
 * `keyhole docs`: writes the site. Resolves with the exit code; throws SpecError for a record that cannot be read, and for
 * a folder that holds something else.
 */
export async function runDocs(options: DocsOptions): Promise<number> {
  const { runs, out, dryRun = false, redact = false, matrix = true } = options;
  useScenariosOf(options.scenarios);
  useOutcomesOf(options.outcomes);
  if (dryRun && runs.length > 0)
    throw new SpecError(
      'nothing-selected',
      '--dry-run runs nothing and reads no record: leave out one of the two',
    );
  const started = performance.now();
  const read = dryRun ? [await notRun(options)] : await readRuns(runs);
  const whole = matrix ? await matrixed(read) : read;
  const records = redact ? redacted(whole) : whole;
  const folder = resolve(out);
  const site = siteOf(records, { repeat: invocation('spec') });
  if (options.junit !== undefined) writeJunit(options.junit, records);
  const pages = await writeSite(site, folder);
  if (options.markdown !== undefined) writeReport('--markdown', options.markdown, markdownSummary(site));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const first = relative(process.cwd(), resolve(folder, 'index.html'));
  process.stdout.write(`${first}: ${pages} pages in ${seconds} s\n`);
  return exitCodes.ok;
}

/** The records of files and folders; the records of the parts of a run are joined. */
async function readRuns(runs: readonly string[]): Promise<readonly RunRecord[]> {
  const named: NamedRecord[] = [];
  for (const file of runs.length > 0 ? runs.flatMap(filesOfRuns) : [runFile()])
    named.push({ name: relative(process.cwd(), file) || file, record: await readRun(file) });
  return joinedParts(named);
}

/** The records with the access matrices of their scenarios. A remark names each that has none. */
async function matrixed(read: readonly RunRecord[]): Promise<readonly RunRecord[]> {
  const { records, leftOut } = await withMatrices(read);
  for (const remark of leftOut) note(remark);
  return records;
}

/** Writes the results of a run as JUnit XML. Throws SpecError `nothing-selected` for several runs: each has its own. */
function writeJunit(file: string, records: readonly RunRecord[]): void {
  const [record, ...others] = records;
  if (record === undefined || others.length > 0)
    throw new SpecError(
      'nothing-selected',
      `a JUnit file takes the results of one run, and these are ${records.length}: name the records of one run`,
    );
  writeReport('--junit', file, junitReport(resultsOfRecord(record)));
}

/** The record of features that were not run: their steps are matched with definitions, and nothing is executed. */
async function notRun(options: DocsOptions): Promise<RunRecord> {
  const recorder = new RunRecorder();
  const paths = [`${featureFolder(options)}/**/*.{feature,feature.md}`];
  await runFeatures({ paths, imports: stepPatterns(options), dryRun: true }, (message) =>
    recorder.add(message),
  );
  return await runRecordOf(recorder, {
    store: { kind: 'embedded' },
    interrupted: false,
    selection: { paths: [] },
    earlier: [],
  });
}
