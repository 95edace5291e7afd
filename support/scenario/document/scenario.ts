import type { ScenarioDocument } from './scenario-schema.ts';

/** A scenario, loaded and checked. The placeholders of its policy documents are not filled in yet. */
export interface Scenario {
  /** The name of its folder. */
  readonly name: string;
  readonly folder: string;
  readonly document: ScenarioDocument;
  /** The text of each policy document, by its path: `policies/key-policy.json`. */
  readonly policies: ReadonlyMap<string, string>;
  /** Warnings to its author, about names that the scenario lacks. Each begins with file, line and column. */
  readonly warnings: readonly string[];
  /** The things that the sources of its member `from` describe, and what was not understood of them. */
  readonly source?: SourceOfScenario | undefined;
}

/** The things of a source by their ids there: logical ids of templates, addresses of plans. */
export interface SourceOfScenario {
  readonly things: readonly {
    readonly id: string;
    /** The member of scenario.yaml that has it: `buckets`. */
    readonly kind: string;
    readonly name: string;
    readonly account: string;
  }[];
  readonly notUnderstood: readonly { readonly id: string; readonly reason: string }[];
}
