import { accessDiff } from '../../access/diff/access-diff.ts';
import { compareAccess, countTouched } from '../../access/diff/compare-access.ts';
import { type DiffDocument, diffDocument } from '../../access/diff/diff-document.ts';
import { type ScenarioVersion, versionMeant } from '../../access/diff/scenario-version.ts';
import { startWorldPair } from '../../access/diff/world-pair.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { warn } from '../../terminal/warn.ts';
import { exitCodes } from '../exit-codes.ts';
import { Progress } from '../progress.ts';
import { diffMarkdown } from './diff-markdown.ts';
import { diffSarif } from './diff-sarif.ts';
import { diffLines } from './diff-text.ts';

/** Two versions of a scenario, and how to print their differences. */
export interface DiffOptions {
  readonly before: string;
  readonly after: string;
  readonly scenarios?: string | undefined;
  readonly format: 'text' | 'json' | 'markdown' | 'sarif';
  /** The differences for which the exit code is 1. */
  readonly failOn?: 'widened' | 'narrowed' | 'any' | undefined;
}

/**
 * `keyhole diff`: the accesses that widened or narrowed between two versions of a scenario. Resolves with the exit code. Throws
 * SpecError for an invalid argument or document.
 */
export async function runDiff(options: DiffOptions): Promise<number> {
  useScenariosOf(options.scenarios);
  using before = versionMeant(options.before);
  using after = versionMeant(options.after);
  warn(after.scenario.warnings.map((warning) => warning.replace(/^[^:]+/, after.shown)));
  const document = await compared(before, after);
  process.stdout.write(`${printed(document, options.format)}\n`);
  return isFailure(document, options.failOn) ? exitCodes.failed : exitCodes.ok;
}

async function compared(before: ScenarioVersion, after: ScenarioVersion): Promise<DiffDocument> {
  await using pair = await startWorldPair(before, after);
  const progress = new Progress('accesses', countTouched(pair));
  const uses = await compareAccess(pair, { onUse: () => progress.step() });
  progress.end();
  const diff = await accessDiff(uses, pair);
  return diffDocument(diff, pair, { before: before.name, after: after.name });
}

function printed(document: DiffDocument, format: DiffOptions['format']): string {
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

/** An access that is not decided may have widened or narrowed: it counts as both. */
function isFailure(document: DiffDocument, failOn: DiffOptions['failOn']): boolean {
  const { widened, narrowed, pathsOpened, undecided, withoutAdministrator, unreadable } = document;
  const more = widened.length + pathsOpened.length + undecided.length > 0;
  const fewer = narrowed.length + withoutAdministrator.length + unreadable.length + undecided.length > 0;
  switch (failOn) {
    case 'widened':
      return more;
    case 'narrowed':
      return fewer;
    case 'any':
      return more || fewer;
    case undefined:
      return false;
  }
}
