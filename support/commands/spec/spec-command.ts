import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { stopBackend } from '../../backends/backend.ts';
import { type BackendChoice, chooseBackend } from '../../backends/choose-backend.ts';
import { compareRuns } from '../../comparison/compare-runs.ts';
import { comparisonReport } from '../../comparison/comparison-report.ts';
import { outcomeRegister } from '../../scenario/document/outcome-register.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { refuseUnrecordable, settleConformance } from '../conformance/settle-conformance.ts';
import { exitCodes } from '../exit-codes.ts';
import { decisionFile, keepDecisions } from '../explain/decision-file.ts';
import { gherkinFault } from './gherkin-fault.ts';
import { runPasses } from './run-passes.ts';
import { featureFolder, type SpecFolders, stepPatterns } from './spec-folders.ts';
import { specReport, withoutStack } from './spec-report.ts';
import type { ExampleResult, SpecResults } from './spec-results.ts';
import { warnOfDocuments } from './warn-of-documents.ts';

/** The part of the specification to run, and the backend. */
export interface SpecOptions extends BackendChoice, SpecFolders {
  readonly paths: readonly string[];
  readonly tags?: string | undefined;
  /** The folder of the scenarios; `scenarios/` of the current folder if it is left out. */
  readonly scenarios?: string | undefined;
  /** The file to write the decisions to, for keyhole explain. */
  readonly decisions?: string | undefined;
  /** Keeps the results as the conformance record. */
  readonly record?: boolean | undefined;
  /** Runs each example on the store alone too, and reports where that misleads. */
  readonly compare?: boolean | undefined;
}

/**
 * `keyhole spec`: checks every scenario, runs the selected features and reports.
 * Resolves with the exit code; throws SpecError for an invalid argument or document.
 */
export async function runSpec(options: SpecOptions): Promise<number> {
  const { paths, tags, scenarios, decisions, compare = false } = options;
  refuseUnrecordable(options);
  refuseIncomparable(options);
  const features = featureFolder(options);
  refuseMissing(paths);
  const selected = paths.length > 0 ? paths : [`${features}/**/*.{feature,feature.md}`];
  const imports = stepPatterns(options);
  const started = performance.now();
  if (scenarios !== undefined) useScenariosOf(scenarios);
  const outcomes = outcomeRegister();
  warnOfDocuments(features);
  const { results, alone } = await onBackend(options, () =>
    runPasses({ paths: selected, imports, tags }, compare),
  );
  refuseUnusable(results, { paths: paths.length > 0 ? paths : [features], tags });
  keepDecisions(results.examples, decisionFile(decisions));
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(specReport({ examples: results.examples, outcomes, seconds }));
  if (alone) {
    const compared = compareRuns(results.examples, alone.examples);
    process.stdout.write(comparisonReport({ compared, outcomes, store: storeName(options) }));
  }
  const surprises = settleConformance(options, results.examples);
  process.stdout.write(surprisesReport(surprises));
  const pass = results.examples.every(({ status }) => status === 'passed' || status === 'skipped');
  return pass && surprises.length === 0 ? exitCodes.ok : exitCodes.failed;
}

function surprisesReport(surprises: readonly string[]): string {
  if (surprises.length === 0) return '';
  const remedy =
    'This run differs from scenarios/conformance.json. If the run is right, record it with --record:';
  return `${styleText('red', remedy)}\n${surprises.map((line) => `  ${line}\n`).join('')}`;
}

/** Runs on a backend and removes everything made there, also after an interrupt. */
async function onBackend<T>(choice: BackendChoice, run: () => Promise<T>): Promise<T> {
  const starting = chooseBackend(choice);
  if (starting === undefined) return run();
  let again = false;
  const interrupted = (signal: NodeJS.Signals) => {
    // A second interrupt exits at once; the watchdog still removes containers.
    if (again) process.exit(1);
    again = true;
    process.stderr.write(`\nkeyhole: interrupted; removing what the run made\n`);
    const code = signal === 'SIGINT' ? 130 : 143;
    void stopBackend()
      .catch((error: unknown) => process.stderr.write(`keyhole: ${error}\n`))
      .finally(() => process.exit(code));
  };
  // The listeners stay: a library that sees the last one removed ends the process at once.
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  try {
    const made = await run().catch(async (error: unknown) => {
      // If the backend did not start, its error is the reason why the run failed.
      await starting;
      throw error;
    });
    const backend = await starting;
    await backend.check();
    return made;
  } finally {
    await stopBackend();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}

/** Throws SpecError for a path that does not exist: beside paths that select examples it would go unnoticed. */
function refuseMissing(paths: readonly string[]): void {
  const isPattern = (path: string) => /[*?[{]/.test(path);
  const isThere = (path: string) => existsSync(resolve(path.replace(/(:\d+)+$/, '')));
  const path = paths.find((given) => !isPattern(given) && !isThere(given));
  if (path === undefined) return;
  throw new SpecError('nothing-selected', `no example matches ${path}: the file or folder does not exist`);
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

/**
 * Throws SpecError for features that do not parse, undefined steps and an empty selection: these are mistakes of the
 * author, not failures.
 */
function refuseUnusable({ parseErrors, examples }: SpecResults, { paths, tags }: SpecOptions): void {
  const [parseError] = parseErrors;
  if (parseError) {
    const { uri, line, message } = parseError;
    throw new SpecError('syntax', `${uri}:${line} is not valid Gherkin: ${gherkinFault(message)}`);
  }
  const unusable = examples.filter(({ status }) => status === 'unusable');
  if (unusable.length > 0) throw new SpecError('unknown-name', unusable.map(mistakeIn).join('\n'));
  if (examples.length > 0) return;
  const where = paths.join(' ');
  const message =
    tags === undefined ? `no example matches ${where}` : `no example in ${where} matches --tags ${tags}`;
  throw new SpecError('nothing-selected', message);
}

function mistakeIn({ uri, line, name, failure }: ExampleResult): string {
  if (!failure) return `${uri}:${line} the example "${name}" has no steps: add some, or remove it`;
  // A fault of the example itself, such as its tags, is found before its first step.
  const what = failure.line === 0 ? name : failure.step;
  return `${uri}:${failure.line || line} "${what}"\n  ${withoutStack(failure.message).join('\n  ')}`;
}
