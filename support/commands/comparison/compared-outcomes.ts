import { type Comparison, compareOutcomes } from '../../backends/compare-outcomes.ts';
import type { ScenarioResult } from '../spec/spec-results.ts';

/** A scenario and how the store alone compares in it. */
export interface ComparedScenario {
  readonly scenario: ScenarioResult;
  readonly comparison: Comparison;
}

/** An outcome with all its scenarios. */
export interface ComparedOutcome {
  readonly id: string;
  /** Of an outcome that misleads in one of its scenarios; else of one that could not be compared in all of them. */
  readonly verdict: Comparison['verdict'];
  readonly scenarios: readonly ComparedScenario[];
}

/** Compares the scenarios of two runs, by the outcomes that they state, in the order of the ids. */
export function comparedOutcomes(
  judged: readonly ScenarioResult[],
  alone: readonly ScenarioResult[],
): readonly ComparedOutcome[] {
  const past = new Map(alone.map((scenario) => [placeOf(scenario), scenario]));
  const compared = judged.flatMap((scenario) => {
    const comparison = compareOutcomes(scenario, past.get(placeOf(scenario)));
    return scenario.outcomes.map((id) => ({ id, scenario, comparison }));
  });
  return [...Map.groupBy(compared, ({ id }) => id)]
    .map(([id, scenarios]) => ({ id, verdict: verdictOf(scenarios), scenarios }))
    .sort((a, b) => a.id.localeCompare(b.id));
}

function verdictOf(scenarios: readonly ComparedScenario[]): Comparison['verdict'] {
  const verdicts = scenarios.map(({ comparison }) => comparison.verdict);
  if (verdicts.includes('misleads')) return 'misleads';
  return verdicts.includes('not compared') ? 'not compared' : 'agrees';
}

/** A row of an outline has a line of its own. */
function placeOf({ uri, line }: ScenarioResult): string {
  return `${uri}:${line}`;
}
