import type { ScenarioDocument } from './scenario-schema.ts';

/** A documented world, loaded and validated, with its policy documents still to be filled in. */
export interface Scenario {
  /** The name of its folder. */
  readonly name: string;
  readonly folder: string;
  readonly document: ScenarioDocument;
  /** The text of each policy document, by `policies/key-policy.json`. */
  readonly policies: ReadonlyMap<string, string>;
}
