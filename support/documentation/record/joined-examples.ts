import { SpecError } from '../../scenario/spec-error.ts';
import type { RecordedPart } from './part-differences.ts';
import type { RecordedExample, RecordedFeature, RunRecord } from './run-record.ts';

/**
 * The features of a run, each example from the part that ran it. The parts have the same features. Throws SpecError
 * `unreadable-file` for an example that two parts ran.
 */
export function joinedExamples(parts: readonly RecordedPart[]): RunRecord['features'] {
  const [first] = parts;
  return (first?.record.features ?? []).map((feature, atFeature) => ({
    ...feature,
    rules: feature.rules.map((rule, atRule) => ({
      ...rule,
      examples: rule.examples.map((example, at) => {
        const told = parts.map((part) => ({
          part,
          example: part.record.features[atFeature]?.rules[atRule]?.examples[at] ?? example,
        }));
        return theOneThatRan(told, feature);
      }),
    })),
  }));
}

interface Told {
  readonly part: RecordedPart;
  readonly example: RecordedExample;
}

function theOneThatRan(told: readonly Told[], { file }: RecordedFeature): RecordedExample {
  const [first, second] = told.filter(({ example }) => example.verdict !== 'not run');
  if (first !== undefined && second !== undefined && !isOfEachPart(first.example))
    throw new SpecError(
      'unreadable-file',
      `${first.part.name} and ${second.part.name} both tell of a result of ${file}:${first.example.line}: give the parts of one run`,
    );
  // Of an example that an interrupt left out, its own part knows most: the scenario and the parameters of its steps.
  const own = first ?? told.find(({ example }) => example.scenario !== undefined) ?? told[0];
  if (own === undefined) throw new TypeError('an example is of a part');
  return own.example;
}

/** True for a feature without examples and an outline without rows, which every part tells. */
function isOfEachPart({ verdict, steps }: RecordedExample): boolean {
  return verdict === 'unusable' && steps.length === 0;
}
