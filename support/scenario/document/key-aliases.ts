import type { ScenarioDocument } from './scenario-schema.ts';

/** The aliases of a key of a scenario. */
export function aliasesOf({
  alias,
  furtherAliases,
}: Pick<ScenarioDocument['keys'][string], 'alias' | 'furtherAliases'>): readonly string[] {
  return alias === undefined ? furtherAliases : [alias, ...furtherAliases];
}
