import { posix } from 'node:path';
import type { RecordedFeature } from '../record/run-record.ts';

/** Features that are one pattern. */
export interface FeatureGroup {
  /** Different for each group: the folder, or the folder with a scenario. */
  readonly id: string;
  /** The name of the folder: `write-only-bucket`; empty for the folder of all features. */
  readonly folder: string;
  readonly features: readonly RecordedFeature[];
}

/**
 * The features of each folder. Features in the folder of all features are grouped by the scenario that they run on.
 * No folder says which of them belong together.
 */
export function groupsOf(features: readonly RecordedFeature[]): readonly FeatureGroup[] {
  const groups = Map.groupBy(features, groupIdOf);
  return [...groups].map(([id, own]) => ({ id, folder: nameOfFolder(own[0]?.file ?? ''), features: own }));
}

function groupIdOf(feature: RecordedFeature): string {
  const folder = posix.dirname(feature.file);
  const scenario = nameOfFolder(feature.file) === '' ? firstScenarioOf(feature) : undefined;
  return scenario === undefined ? folder : `${folder}:${scenario}`;
}

function firstScenarioOf({ rules }: RecordedFeature): string | undefined {
  return rules
    .flatMap(({ examples }) => examples)
    .map(({ scenario }) => scenario)
    .find((scenario) => scenario !== undefined);
}

function nameOfFolder(file: string): string {
  const name = posix.basename(posix.dirname(file));
  return name === 'features' || name === '.' ? '' : name;
}
