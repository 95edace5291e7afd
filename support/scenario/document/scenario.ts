import type { ImportedScenario } from '../../import/scenario/scenario-of-world.ts';
import type { ScenarioDocument } from './scenario-schema.ts';

/** The parts of a scenario that its sources describe. */
export type ImportedParts = Pick<ImportedScenario, 'things' | 'origins' | 'gaps'>;

/** A scenario, loaded and checked. The placeholders of its policy documents are not filled in yet. */
export interface Scenario {
  /** The name of its folder. */
  readonly name: string;
  readonly folder: string;
  /** The file that describes it, as messages show it, if that is no scenario.yaml. */
  readonly file?: string | undefined;
  readonly document: ScenarioDocument;
  /** The text of each policy document, by its path: `policies/key-policy.json`. */
  readonly policies: ReadonlyMap<string, string>;
  /** Warnings to its author, about names that the scenario lacks. Each begins with file, line and column. */
  readonly warnings: readonly string[];
  /** The things, places of documents and gaps of the sources that its member `from` names. */
  readonly imported?: ImportedParts | undefined;
}
