import { isDeepStrictEqual } from 'node:util';
import { SpecError } from '../../scenario/spec-error.ts';
import type { Circumstances, RecordedFeature, RunRecord } from './run-record.ts';

/** The record of a part of a run, with the name of its file. */
export interface RecordedPart {
  readonly name: string;
  readonly record: RunRecord & { readonly run: Circumstances & { readonly part: object } };
}

/**
 * Throws SpecError `unreadable-file` for parts of different runs. Their versions of keyhole, features, scenarios, register or
 * selection differ, and the message names two files and one difference.
 */
export function refuseForeignParts(parts: readonly RecordedPart[]): void {
  const [first, ...others] = parts;
  for (const other of first === undefined ? [] : others) {
    const difference = first && differenceOf(first.record, other.record);
    if (difference !== undefined)
      throw new SpecError(
        'unreadable-file',
        `${first?.name} and ${other.name} are of different runs: ${difference}. Run all parts on one version`,
      );
  }
}

/** The difference between two parts, in words; undefined if they are of one run. */
function differenceOf(one: RunRecord, other: RunRecord): string | undefined {
  const differs = (of: (record: RunRecord) => unknown) => !isDeepStrictEqual(of(one), of(other));
  if (differs(({ version }) => version)) return 'the versions of their formats differ';
  if (differs(({ run }) => run.versions.keyhole)) return 'the versions of keyhole differ';
  if (differs(({ run }) => run.commit?.id)) return 'their commits differ';
  if (differs(({ run }) => run.selection)) return 'their paths or --tags differ';
  return differenceOfFeatures(one, other) ?? differenceOfDocuments(one, other);
}

function differenceOfFeatures(one: RunRecord, other: RunRecord): string | undefined {
  const places = Math.max(one.features.length, other.features.length);
  for (let place = 0; place < places; place += 1) {
    const [mine, theirs] = [one.features[place], other.features[place]];
    if (!isDeepStrictEqual(mine && written(mine), theirs && written(theirs)))
      return `${mine?.file ?? theirs?.file} differs`;
  }
  return one.run.part?.examples === other.run.part?.examples
    ? undefined
    : 'the numbers of selected examples differ';
}

/** A feature as its author wrote it, without the results of a run. */
function written(feature: RecordedFeature): unknown {
  return {
    ...feature,
    rules: feature.rules.map((rule) => ({
      ...rule,
      examples: rule.examples.map(({ name, description, line, firstLine, tags, outcomes, steps }) => ({
        ...{ name, description, line, firstLine, tags, outcomes },
        steps: steps.map(({ parameters: _, result: __, ...step }) => step),
      })),
    })),
  };
}

/** A scenario that both parts tell of, or the register, if it differs. */
function differenceOfDocuments(one: RunRecord, other: RunRecord): string | undefined {
  const scenarios = new Map(other.scenarios.map((scenario) => [scenario.name, scenario]));
  const changed = one.scenarios.find((scenario) => {
    const counterpart = scenarios.get(scenario.name);
    return counterpart !== undefined && !isDeepStrictEqual(scenario, counterpart);
  });
  if (changed !== undefined) return `the scenario ${changed.name} differs`;
  const outcomes = new Map(other.outcomes.map((outcome) => [outcome.id, outcome]));
  const stated = one.outcomes.find((outcome) => !isDeepStrictEqual(outcome, outcomes.get(outcome.id)));
  if (stated !== undefined) return `the outcome ${stated.id} differs`;
  return one.outcomes.length === other.outcomes.length ? undefined : 'their registers of outcomes differ';
}
