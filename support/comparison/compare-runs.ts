import { type Comparison, compareExample, type SeenExample } from './compare-example.ts';

/** An example of a run, with its place and its outcomes. */
export interface RunExample extends SeenExample {
  /** The feature file, relative to the project's root. */
  readonly uri: string;
  /** The line of the example; a row of an outline has a line of its own. */
  readonly line: number;
  /** The ids of the outcomes that it proves. */
  readonly outcomes: readonly string[];
}

/** An outcome, with the comparison of each of its examples. */
export interface ComparedOutcome {
  readonly id: string;
  /** `misleads` if one example does; otherwise `not compared` if one could not be compared; otherwise `agrees`. */
  readonly verdict: Comparison['verdict'];
  readonly comparisons: readonly Comparison[];
}

/** An example, and how the store alone answered it. */
export interface ComparedExample<Example extends RunExample = RunExample> {
  readonly example: Example;
  readonly comparison: Comparison;
}

/** Compares the examples of two runs one by one. */
export function compareExamples<Example extends RunExample>(
  judged: readonly Example[],
  alone: readonly RunExample[],
): readonly ComparedExample<Example>[] {
  const past = new Map(alone.map((example) => [placeOf(example), example]));
  return judged.map((example) => ({
    example,
    comparison: compareExample(example, past.get(placeOf(example))),
  }));
}

/** Compares the examples of two runs. Returns the outcomes that they prove, sorted by id. */
export function compareRuns(
  judged: readonly RunExample[],
  alone: readonly RunExample[],
): readonly ComparedOutcome[] {
  const compared = compareExamples(judged, alone).flatMap(({ example, comparison }) =>
    example.outcomes.map((id) => ({ id, comparison })),
  );
  return [...Map.groupBy(compared, ({ id }) => id)]
    .map(([id, group]) => {
      const comparisons = group.map(({ comparison }) => comparison);
      return { id, verdict: verdictOf(comparisons), comparisons };
    })
    .sort((a, b) => a.id.localeCompare(b.id));
}

function verdictOf(comparisons: readonly Comparison[]): Comparison['verdict'] {
  const verdicts = comparisons.map(({ verdict }) => verdict);
  if (verdicts.includes('misleads')) return 'misleads';
  return verdicts.includes('not compared') ? 'not compared' : 'agrees';
}

function placeOf({ uri, line }: RunExample): string {
  return `${uri}:${line}`;
}
