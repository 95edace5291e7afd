import { accessDiff } from '../../access/diff/access-diff.ts';
import { compareAccess, touchedUses } from '../../access/diff/compare-access.ts';
import { type DiffDocument, diffDocument } from '../../access/diff/diff-document.ts';
import { type ScenarioVersion, versionMeant } from '../../access/diff/scenario-version.ts';
import { startWorldPair } from '../../access/diff/world-pair.ts';
import { growInSmallSteps } from '../../node/grow-in-small-steps.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { warn } from '../../terminal/warn.ts';
import { exitCodes } from '../exit-codes.ts';
import { isLarge } from '../large-scenario.ts';
import { Progress } from '../progress.ts';
import { type SourceOptions, sourceGiven } from '../source-options.ts';
import { diffMarkdown } from './diff-markdown.ts';
import type { DiffReport } from './diff-report.ts';
import { diffSarif } from './diff-sarif.ts';
import { diffLines } from './diff-text.ts';
import { compareExamples } from './examples/compare-examples.ts';
import { type ExampleComparison, noExamples } from './examples/example-comparison.ts';
import type { Versions } from './examples/verdicts-of-examples.ts';
import type { FailOn } from './fail-on.ts';

/** Two versions of a scenario, and how to print their differences. */
export interface DiffOptions extends SourceOptions {
  readonly before: string;
  readonly after: string;
  readonly scenarios?: string | undefined;
  readonly format: 'text' | 'json' | 'markdown' | 'sarif';
  /** The kinds of differences for which the exit code is 1. */
  readonly failOn?: readonly FailOn[] | undefined;
  /** The folder of the features; false to run none. */
  readonly features?: string | false | undefined;
  /** The folder of one's own steps. */
  readonly steps?: string | undefined;
}

/**
 * `keyhole diff`: the accesses that widened or narrowed between two versions of a scenario. Resolves with the exit code. Throws
 * SpecError for an invalid argument or document.
 */
export async function runDiff(options: DiffOptions): Promise<number> {
  useScenariosOf(options.scenarios);
  const given = sourceGiven(options);
  using before = versionMeant(options.before, given);
  using after = versionMeant(options.after, given);
  warn(after.scenario.warnings.map((warning) => warning.replace(/^[^:]+/, after.shown)));
  if (isLarge(after.scenario)) growInSmallSteps();
  const examples = await examplesOf({ before, after }, options);
  const report: DiffReport = { ...(await compared(before, after)), examples };
  process.stdout.write(`${printed(report, options.format)}\n`);
  const isFailure = options.failOn?.some((kind) => hasChangeOf(kind, report)) ?? false;
  return isFailure ? exitCodes.failed : exitCodes.ok;
}

async function examplesOf(
  versions: Versions,
  { features, steps }: Pick<DiffOptions, 'features' | 'steps'>,
): Promise<ExampleComparison> {
  if (features === false) return noExamples('--no-features is given');
  return await compareExamples(versions, { features, steps });
}

async function compared(before: ScenarioVersion, after: ScenarioVersion): Promise<DiffDocument> {
  await using pair = await startWorldPair(before, after);
  const touched = touchedUses(pair);
  const progress = new Progress('accesses', touched.length);
  const uses = await compareAccess(pair, { touched, onUse: () => progress.step() });
  progress.end();
  const diff = await accessDiff(uses, pair);
  return diffDocument(diff, pair, { before: before.name, after: after.name });
}

function printed(document: DiffReport, format: DiffOptions['format']): string {
  switch (format) {
    case 'json':
      return JSON.stringify(document, undefined, 2);
    case 'markdown':
      return diffMarkdown(document);
    case 'sarif':
      return JSON.stringify(diffSarif(document), undefined, 2);
    case 'text':
      return diffLines(document).join('\n');
  }
}

/** An access that is not decided may have widened or narrowed: it counts as both. An example that is not compared may have flipped. */
function hasChangeOf(kind: FailOn, report: DiffReport): boolean {
  const {
    widened,
    narrowed,
    widenedButForKey,
    pathsOpened,
    undecided,
    withoutAdministrator,
    unreadable,
    examples,
  } = report;
  switch (kind) {
    case 'widened':
      return widened.length + widenedButForKey.length + pathsOpened.length + undecided.length > 0;
    case 'narrowed':
      return narrowed.length + withoutAdministrator.length + unreadable.length + undecided.length > 0;
    case 'flipped':
      return examples.flipped.length + examples.notCompared.length > 0;
    case 'any':
      return (['widened', 'narrowed', 'flipped'] as const).some((one) => hasChangeOf(one, report));
  }
}
