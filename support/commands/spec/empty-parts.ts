import type { FeatureChild, GherkinDocument, RuleChild } from '@cucumber/messages';
import { NO_EXAMPLES, NO_ROWS } from '../../documentation/record/states-nothing.ts';

/** A part of a feature file that should have examples: the feature itself, or an outline. */
export interface Part {
  /** The id that examples of it refer to; of a feature, the path of its file. */
  readonly id: string;
  readonly feature: string;
  readonly name: string;
  readonly line: number;
  /** The fault of the part if no example is of it. */
  readonly fault: string;
}

/**
 * The parts of a document of which examples are to be found: a misspelt keyword or a lost table would hide them. A feature
 * with outlines has its examples there.
 */
export function partsOf({ uri = '', feature }: GherkinDocument): readonly Part[] {
  const { name = '', location: { line } = { line: 1 }, children = [] } = feature ?? {};
  const nodes: readonly (FeatureChild | RuleChild)[] = children.flatMap((child) => [
    child,
    ...(child.rule?.children ?? []),
  ]);
  const outlines = nodes.flatMap(({ scenario }) =>
    scenario === undefined || scenario.examples.length === 0 ? [] : [scenario],
  );
  if (outlines.length === 0) return [{ id: uri, feature: name, name, line, fault: NO_EXAMPLES }];
  return outlines.map(({ id, name: ofOutline, location }) => ({
    id,
    feature: name,
    name: ofOutline,
    line: location.line,
    fault: NO_ROWS,
  }));
}
