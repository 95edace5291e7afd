import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { interruptedBy, interruptedReason } from '../../backends/run-interruption.ts';
import { timeSpent } from '../../backends/time-spent.ts';
import { compareRuns } from '../../comparison/compare-runs.ts';
import { comparisonReport } from '../../comparison/comparison-report.ts';
import { newWarnings } from '../../scenario/document/new-warnings.ts';
import { outcomeRegister } from '../../scenario/document/outcome-register.ts';
import { shownPath, useOutcomesOf, useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { warn } from '../../terminal/warn.ts';
import { conformanceFile } from '../conformance/conformance-record.ts';
import { refuseUnrecordable, settleConformance } from '../conformance/settle-conformance.ts';
import { exitCodes, interruptedCode } from '../exit-codes.ts';
import { decisionFile, keepDecisions } from '../explain/decision-file.ts';
import { atExamples } from './example-lines.ts';
import { hasFailed } from './failure-report.ts';
import { gherkinFault } from './gherkin-fault.ts';
import { reportMistakeToGitHub, reportToGitHub } from './github/report-to-github.ts';
import { processesOf } from './processes-of.ts';
import { junitReport } from './reports/junit-report.ts';
import { emptyReportFiles, requireWritable, writeReport } from './reports/report-files.ts';
import type { Passes } from './run-passes.ts';
import { runSelection } from './run-selection.ts';
import { type Shard, shardOf } from './shard.ts';
import { featureFolder, stepPatterns } from './spec-folders.ts';
import type { SpecOptions } from './spec-options.ts';
import { specReport } from './spec-report.ts';
import { timeSpentReport } from './time-spent-report.ts';

/**
 * `keyhole spec`: checks every scenario, runs the selected features and reports.
 * Resolves with the exit code; throws SpecError for an invalid argument or document.
 */
export async function runSpec(options: SpecOptions): Promise<number> {
  try {
    return await runAndReport(options);
  } catch (error) {
    if (error instanceof SpecError) reportMistakeToGitHub(error.message);
    throw error;
  }
}

async function runAndReport(options: SpecOptions): Promise<number> {
  const { paths, tags } = options;
  refuseUnrecordable(options);
  refuseIncomparable(options);
  const features = featureFolder(options);
  refuseMissing(paths);
  refuseOthers(paths);
  const shard = options.shard === undefined ? undefined : shardOf(options.shard);
  const processes = processesOf(options);
  const imports = stepPatterns(options);
  const started = performance.now();
  // They load keyhole while this process checks the scenarios.
  using workers = processes > 1 ? new (await import('./parallel/workers.ts')).Workers(processes) : undefined;
  useScenariosOf(options.scenarios);
  useOutcomesOf(options.outcomes);
  outcomeRegister();
  warn(newWarnings(features));
  emptyReportFiles(options);
  requireWritable('--decisions', options.decisions);
  requireWritable('--run', options.run);
  const selected = paths.length > 0 ? paths.map(atExamples) : [`${features}/**/*.{feature,feature.md}`];
  const run = await runSelection({ options, features, paths: selected, imports, shard, processes, workers });
  refuseSyntaxErrors(run.results);
  const signal = interruptedBy();
  // A part may be empty, but not all parts together.
  if (signal === undefined && !run.all)
    refuseNothing(run.results, { paths: paths.length > 0 ? paths : [features], tags });
  const seconds = (performance.now() - started) / 1000;
  const pass = report(options, run, { seconds, shard });
  await run.keep();
  if (signal !== undefined) return interruptedCode(signal);
  return pass ? exitCodes.ok : exitCodes.failed;
}

/** How long a run took, and the part that it was of. */
interface Ended {
  readonly seconds: number;
  readonly shard: Shard | undefined;
}

/** Writes the results to the terminal and to files. Returns true if everything is as stated. */
function report(options: SpecOptions, { results, alone }: Passes, { seconds, shard }: Ended): boolean {
  const { quiet, decisions, junit } = options;
  const outcomes = outcomeRegister();
  const ran = results.examples.filter(({ skipped }) => skipped !== interruptedReason);
  // Features without examples are in no part: one part tells them.
  const examples = [...ran, ...((shard?.number ?? 1) === 1 ? results.emptyParts : [])];
  keepDecisions(examples, decisionFile(decisions));
  if (junit !== undefined) writeReport('--junit', junit, junitReport(examples));
  process.stdout.write(specReport({ examples, outcomes, seconds, quiet, shard }));
  process.stdout.write(timeSpentReport(timeSpent(), { processes: processesOf(options) }));
  reportToGitHub(examples, outcomes);
  const missed = results.examples.length - ran.length;
  if (missed > 0) process.stdout.write(styleText('yellow', `interrupted: ${missed} examples did not run\n`));
  const compared = alone && compareRuns(examples, alone.examples);
  if (compared) {
    process.stdout.write(comparisonReport({ compared, outcomes, store: storeName(options) }));
  }
  if (missed > 0) return false;
  const surprises = settleConformance(options, examples, compared);
  process.stdout.write(surprisesReport(surprises));
  return !examples.some(hasFailed) && surprises.length === 0;
}

function surprisesReport(surprises: readonly string[]): string {
  if (surprises.length === 0) return '';
  const remedy = `This run differs from ${shownPath(conformanceFile())}. If the run is right, record it with --record:`;
  return `${styleText('red', remedy)}\n${surprises.map((line) => `  ${line}\n`).join('')}`;
}

/** Throws SpecError for a path that does not exist: beside paths that select examples it would go unnoticed. */
function refuseMissing(paths: readonly string[]): void {
  const isPattern = (path: string) => /[*?[{]/.test(path);
  const isThere = (path: string) => existsSync(resolve(path.replace(/(:\d+)+$/, '')));
  const path = paths.find((given) => !isPattern(given) && !isThere(given));
  if (path === undefined) return;
  throw new SpecError('nothing-selected', `no example matches ${path}: the file or folder does not exist`);
}

/** Throws SpecError for a file that is no feature. */
function refuseOthers(paths: readonly string[]): void {
  const files = paths.flatMap((path) => (existsSync(path) ? [path] : globSync(path.replace(/(:\d+)+$/, ''))));
  const other = files.find((file) => !/\.feature(?:\.md)?$/.test(file) && statSync(file).isFile());
  if (other === undefined) return;
  throw new SpecError(
    'nothing-selected',
    `${other} is no feature: the name of a feature ends in .feature or .feature.md`,
  );
}

function refuseIncomparable({ compare = false, backend = 'embedded' }: SpecOptions): void {
  if (!compare || backend !== 'embedded') return;
  throw new SpecError(
    'unusable-backend',
    '--compare needs a store with an address of its own: add --backend localstack or --backend endpoint',
  );
}

function storeName({ backend }: SpecOptions): string {
  return backend === 'localstack' ? 'LocalStack' : 'the endpoint';
}

/** Throws SpecError `syntax` listing the first fault of every feature that does not parse; others mostly follow from it. */
function refuseSyntaxErrors({ parseErrors }: Passes['results']): void {
  if (parseErrors.length === 0) return;
  const faults = [...Map.groupBy(parseErrors, ({ uri }) => uri).values()].flatMap(([first]) => first ?? []);
  const lines = faults.map(
    ({ uri, line, message }) =>
      `${uri}:${line} is not valid Gherkin: ${gherkinFault(message)}${languageHint(uri)}`,
  );
  throw new SpecError('syntax', lines.join('\n'));
}

/** A hint for a feature whose first line names a language, since its keywords are then not English. */
function languageHint(uri: string): string {
  const [, language] = /^\s*#\s*language\s*:\s*(\S+)/.exec(readFileSync(uri, 'utf8')) ?? [];
  return language === undefined || /^en\b/.test(language)
    ? ''
    : `; line 1 says that its keywords are of the language "${language}"`;
}

/** Throws SpecError `nothing-selected` for a selection without examples. */
function refuseNothing(
  { examples, emptyParts }: Passes['results'],
  { paths, tags }: Pick<SpecOptions, 'paths' | 'tags'>,
): void {
  if (examples.length > 0 || (tags === undefined && emptyParts.length > 0)) return;
  const where = paths.join(' ');
  const message =
    tags === undefined ? `no example matches ${where}` : `no example in ${where} matches --tags ${tags}`;
  throw new SpecError('nothing-selected', message);
}
