import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';

/** The ids that an endpoint chose, in both directions: two versions of a scenario have the same names, and other ids. */
export interface CanonicalIds {
  /** A text with names in place of the ids that were chosen here. */
  readonly canonical: (text: string) => string;
  /** A text with the ids that were chosen here in place of names. */
  readonly local: (text: string) => string;
}

const KEY_ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const NAMED = /\{(?:key|secret) [^{}]*\}/g;

/** The ids of the keys of a provisioned scenario, and the ARNs of its secrets. */
export function canonicalIds({ chosenHere }: ProvisionedScenario): CanonicalIds {
  const { keyIds, secretArns } = chosenHere;
  const secrets = Object.entries(secretArns).map(([name, arn]) => [arn, `{secret ${name}}`] as const);
  const keys = Object.entries(keyIds).map(([name, id]) => [id, `{key ${name}}`] as const);
  const nameOfKey = new Map<string, string>(keys);
  const idOfName = new Map<string, string>([...secrets, ...keys].map(([id, name]) => [name, id]));
  return {
    canonical: (text) =>
      secrets
        .reduce((sum, [arn, name]) => sum.replaceAll(arn, name), text)
        .replaceAll(KEY_ID, (id) => nameOfKey.get(id) ?? id),
    local: (text) => text.replaceAll(NAMED, (name) => idOfName.get(name) ?? name),
  };
}
