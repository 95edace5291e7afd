import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';

/** The ids that an endpoint chose, in both directions: two versions of a scenario have the same names, and other ids. */
export interface CanonicalIds {
  /** A text with names in place of the ids that were chosen here. */
  readonly canonical: (text: string) => string;
  /** A text with the ids that were chosen here in place of names. */
  readonly local: (text: string) => string;
}

/** The ids of the keys of a provisioned scenario, and the ARNs of its secrets. */
export function canonicalIds({ chosenHere }: ProvisionedScenario): CanonicalIds {
  const { keyIds, secretArns } = chosenHere;
  const pairs = [
    ...Object.entries(secretArns).map(([name, arn]) => [arn, `{secret ${name}}`] as const),
    ...Object.entries(keyIds).map(([name, id]) => [id, `{key ${name}}`] as const),
  ];
  return {
    canonical: (text) => pairs.reduce((sum, [id, name]) => sum.replaceAll(id, name), text),
    local: (text) => pairs.reduce((sum, [id, name]) => sum.replaceAll(name, id), text),
  };
}
