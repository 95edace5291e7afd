import type { Background, Feature, Scenario } from '@cucumber/messages';

/** An example as its file writes it. */
export interface ExampleNode {
  readonly id: string;
  readonly name: string;
  readonly line: number;
  readonly description: string;
  /** The steps of the Backgrounds that apply, then its own. */
  readonly steps: readonly { readonly id: string; readonly keyword: string; readonly background: boolean }[];
}

/** The rules of a feature as its file writes them. */
export interface DocumentNodes {
  readonly rules: readonly {
    readonly name: string;
    readonly description: string;
    readonly line: number;
    readonly examples: readonly ExampleNode[];
  }[];
  /** The line of each node by its id. */
  readonly lines: ReadonlyMap<string, number>;
}

/** The rules and examples of a feature. Examples before the first rule are in a rule without a name. */
export function documentNodes(feature: Feature, lines: ReadonlyMap<string, number>): DocumentNodes {
  const shared = stepsOf(feature.children.flatMap(({ background }) => background ?? []));
  const loose = feature.children.flatMap(({ scenario }) => scenario ?? []);
  const unnamed = {
    name: '',
    description: '',
    line: feature.location.line,
    examples: loose.map((scenario) => exampleNode(scenario, shared)),
  };
  const rules = feature.children.flatMap(({ rule }) => {
    if (rule === undefined) return [];
    const { name, description, location, children } = rule;
    const given = [...shared, ...stepsOf(children.flatMap(({ background }) => background ?? []))];
    const examples = children.flatMap(({ scenario }) =>
      scenario === undefined ? [] : exampleNode(scenario, given),
    );
    return { name, description: unindented(description), line: location.line, examples };
  });
  return { rules: [unnamed, ...rules], lines };
}

/** A description without the spaces that indent it in the file. */
export function unindented(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

function stepsOf(backgrounds: readonly Background[]): ExampleNode['steps'] {
  return backgrounds.flatMap(({ steps }) =>
    steps.map(({ id, keyword }) => ({ id, keyword, background: true })),
  );
}

function exampleNode(
  { id, name, location, description, steps }: Scenario,
  given: ExampleNode['steps'],
): ExampleNode {
  const own = steps.map((step) => ({ id: step.id, keyword: step.keyword, background: false }));
  return { id, name, line: location.line, description: unindented(description), steps: [...given, ...own] };
}
