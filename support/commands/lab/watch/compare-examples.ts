import { exampleResults, flippedExamples } from './example-results.ts';

/** Compares the examples of a scenario after each change. Disposing it ends their run. */
interface ExampleComparison extends Disposable {
  /** Runs the examples again, and tells which end otherwise than before; an unfinished run is given up. */
  again(): void;
}

/** Runs the examples of a scenario in the background, for comparison with later runs. Without features it does nothing. */
export function compareExamples(
  scenario: string,
  {
    features,
    say,
  }: { readonly features: readonly string[]; readonly say: (lines: readonly string[]) => void },
): ExampleComparison {
  const ending = new AbortController();
  let comparing = new AbortController();
  const results = (signal: AbortSignal) => exampleResults(scenario, { features, signal });
  let latest = features.length === 0 ? Promise.resolve(undefined) : results(ending.signal);
  return {
    again() {
      comparing.abort();
      comparing = new AbortController();
      const signal = AbortSignal.any([ending.signal, comparing.signal]);
      latest = latest.then(async (before) => {
        if (before === undefined || signal.aborted) return before;
        const after = await results(signal);
        if (signal.aborted) return before;
        if (after === undefined) {
          say(['  the examples could not be run: keyhole spec tells why']);
          return before;
        }
        const flipped = flippedExamples(before, after);
        say(flipped.length === 0 ? [`  ${after.size} examples end as before`] : flipped);
        return after;
      });
    },
    [Symbol.dispose]() {
      ending.abort();
    },
  };
}
