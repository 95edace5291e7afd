import type { MeantVersion } from '../../../access/diff/scenario-version.ts';
import { shownPath } from '../../../scenario/document/scenario-folder.ts';
import type { ExampleResult } from '../../spec/example-result.ts';
import { failureMessage } from '../../spec/failure-report.ts';
import { reasonOf } from '../../spec/skipped-groups.ts';
import type { ExampleComparison, FlippedExample, Standing, UncomparedExample } from './example-comparison.ts';
import type { ExamplesOfFeatures } from './examples-of-features.ts';
import type { VersionResults } from './run-on-version.ts';

/** Both versions of a scenario. */
export interface Versions {
  readonly before: MeantVersion;
  readonly after: MeantVersion;
}

/** The results of the same examples on both versions. */
interface BothResults {
  readonly first: VersionResults;
  readonly second: VersionResults;
}

/** Compares the verdicts on each example. */
export function verdictsOf(
  { first, second }: BothResults,
  choice: ExamplesOfFeatures,
  versions: Versions,
): ExampleComparison {
  const later = new Map(second.results.examples.map((example) => [placeOf(example), example]));
  const pairs = first.results.examples.flatMap((example) => {
    const other = later.get(placeOf(example));
    if (other === undefined) return [];
    const standings = {
      before: standingOf(example, versions.before),
      after: standingOf(other, versions.after),
    };
    return [{ example, ...standings, side: choice.sideOf(example.uri, example.line) }];
  });
  const place = ({ uri, line }: ExampleResult) => ({ file: shownFile(uri, choice, versions), line });
  const flipped = pairs.flatMap(({ example, side, before, after }): readonly FlippedExample[] => {
    if (before.verdict === after.verdict) return [];
    const isJudged = before.verdict !== 'not judged' && after.verdict !== 'not judged';
    // An example that came or went with the names that it uses has no verdict to compare with.
    if (side !== 'both' && !isJudged) return [];
    const { name, outcomes, heading } = example;
    return [
      {
        ...place(example),
        ...{ feature: heading?.feature ?? '', name, outcomes },
        ...(side !== 'both' && { only: side }),
        ...{ before, after },
      },
    ];
  });
  const notCompared = pairs.flatMap(({ example, side, before, after }): readonly UncomparedExample[] => {
    if (before.verdict !== 'not judged' || after.verdict !== 'not judged') return [];
    const own = side === 'before' ? before : after;
    return [{ ...place(example), reason: own.reason ?? 'it is not judged' }];
  });
  return { compared: pairs.length - notCompared.length, flipped, notCompared };
}

/** The path of a feature file as people know it. */
export function shownFile(uri: string, choice: ExamplesOfFeatures, { before, after }: Versions): string {
  const version = choice.isOfBefore(uri) ? before : after;
  const shown = version.shown(uri);
  return shown === uri ? shownPath(uri) : shown;
}

function placeOf({ uri, line }: ExampleResult): string {
  return `${uri}:${line}`;
}

function standingOf(example: ExampleResult, { inWords }: MeantVersion): Standing {
  switch (example.status) {
    case 'passed':
      return { verdict: 'holds' };
    case 'failed':
      return { verdict: 'fails', reason: inWords(failureMessage(example).join('\n')) };
    case 'skipped':
      return { verdict: 'not judged', reason: reasonOf(example) };
    default:
      return { verdict: 'not judged', reason: inWords(failureMessage(example).join('\n')) };
  }
}
