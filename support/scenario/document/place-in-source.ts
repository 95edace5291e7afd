import type { Scenario } from './scenario.ts';
import { scenarioFile } from './scenario-file.ts';

type ImportedPlaces = Pick<NonNullable<Scenario['imported']>, 'things'>;
type Kind = ImportedPlaces['things'][number]['kind'];

/** The place in a source of a thing of the scenario, and its id there: `template.yaml:5: Readers`. Undefined if no source describes it. */
export function placeInSource(
  imported: ImportedPlaces | undefined,
  kind: string,
  name: string,
): string | undefined {
  const thing = imported?.things.find((one) => one.kind === kind && one.name === name);
  return thing === undefined ? undefined : shown(thing.origin);
}

/** The place where a thing of a scenario is described, or its policy, if a source describes it: a source, or scenario.yaml. */
export function placeOfThing(scenario: Scenario, kind: Kind, name: string, policy?: string): string {
  const { imported } = scenario;
  const origin = policy === undefined ? undefined : imported?.origins.get(policy);
  if (origin !== undefined) return shown(origin);
  return placeInSource(imported, kind, name) ?? scenarioFile(scenario);
}

function shown({
  file,
  line,
  id,
}: {
  readonly file: string;
  readonly line?: number | undefined;
  readonly id: string;
}) {
  return `${file}${line === undefined ? '' : `:${line}`}: ${id}`;
}
