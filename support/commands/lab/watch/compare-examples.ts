import { type ExampleResults, exampleResults, flippedExamples } from './example-results.ts';

/** Compares the examples of a scenario after each change. Disposing it ends their run. */
interface ExampleComparison extends Disposable {
  /** Runs the examples again, and tells which end otherwise than before; an unfinished run is given up. */
  again(): void;
}

/** The examples to compare, and how they are run. */
interface Compared {
  readonly features: readonly string[];
  /** Tells the user. */
  readonly say: (lines: readonly string[]) => void;
  /** Runs the examples; undefined if they cannot be run. Given in tests. */
  readonly run?: typeof exampleResults;
}

/**
 * Runs the examples of a scenario in the background, for comparison with later runs, and says when they have run. A run reads
 * the files as they are then, so the first one tells nothing if a save comes before its end. Without features it does nothing.
 */
export function compareExamples(
  scenario: string,
  { features, say, run = exampleResults }: Compared,
): ExampleComparison {
  let running = new AbortController();
  let before: ExampleResults | undefined;
  const start = async (tell: (after: ExampleResults) => readonly string[]) => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    if (features.length === 0) return;
    const after = await run(scenario, { features, signal });
    if (signal.aborted) return;
    say(after === undefined ? ['  the examples could not be run: keyhole spec tells why'] : tell(after));
    before = after ?? before;
  };
  void start((after) => [`watching: ${summary(after)}, as the files are`]);
  return {
    again() {
      void start((after) => {
        if (before === undefined) return [`  ${summary(after)} now; the save came before their first run`];
        const flipped = flippedExamples(before, after);
        return flipped.length === 0 ? [`  ${after.size} examples end as before`] : flipped;
      });
    },
    [Symbol.dispose]() {
      running.abort();
    },
  };
}

function summary(results: ExampleResults): string {
  const holding = [...results.values()].filter(({ holds }) => holds).length;
  return `${holding} of ${results.size} examples hold`;
}
