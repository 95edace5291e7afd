import type { Background, GherkinDocument, Scenario } from '@cucumber/messages';

/** The line of each scenario, step and row of examples, by the id that cucumber gave it. */
export function linesOf(documents: readonly GherkinDocument[]): ReadonlyMap<string, number> {
  const children = documents.flatMap(({ feature }) => feature?.children ?? []);
  const all = [...children, ...children.flatMap(({ rule }) => rule?.children ?? [])];
  return new Map(all.flatMap(({ background, scenario }) => [...linesIn(background), ...linesIn(scenario)]));
}

function linesIn(written?: Background | Scenario): readonly (readonly [string, number])[] {
  if (written === undefined) return [];
  const rows = 'examples' in written ? written.examples.flatMap(({ tableBody }) => tableBody) : [];
  return [written, ...written.steps, ...rows].map(({ id, location }) => [id, location.line]);
}
