import type { RecordedStep } from '../record/run-record.ts';
import { once } from './once.ts';
import type { SiteExample, SiteRule } from './site.ts';

/**
 * The step in which each example of a rule differs from its counterpart. That is the nearest other example with one other
 * step before its Then, or with one step less. Examples without a counterpart have none.
 */
export const differingSteps = once(({ examples }: SiteRule): ReadonlyMap<SiteExample, RecordedStep> => {
  const arranged = examples.map((example) => ({ example, steps: beforeThen(example) }));
  const found = new Map<SiteExample, RecordedStep>();
  arranged.forEach(({ example, steps }, index) => {
    const others = [...arranged.slice(0, index).toReversed(), ...arranged.slice(index + 1)].slice(
      0,
      NEIGHBORS,
    );
    for (const other of others) {
      const step = onlyDifference(steps, other.steps);
      if (step === undefined) continue;
      found.set(example, step);
      return;
    }
  });
  return found;
});

/** The neighbors that are compared: a rule with hundreds of rows stays cheap. */
const NEIGHBORS = 12;

function beforeThen({ steps }: SiteExample): readonly RecordedStep[] {
  const then = steps.findIndex(({ keyword }) => keyword === 'Then');
  return (then === -1 ? steps : steps.slice(0, then)).filter(({ background }) => !background);
}

function onlyDifference(
  own: readonly RecordedStep[],
  other: readonly RecordedStep[],
): RecordedStep | undefined {
  if (own.length < other.length || own.length > other.length + 1) return undefined;
  const first = own.findIndex((step, index) => step.text !== other[index]?.text);
  if (first === -1) return undefined;
  const rest = own.length === other.length ? other.slice(first + 1) : other.slice(first);
  const same = own.slice(first + 1).every((step, index) => step.text === rest[index]?.text);
  return same ? own[first] : undefined;
}
