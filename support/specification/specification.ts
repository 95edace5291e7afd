import type {
  Background,
  Envelope,
  GherkinDocument,
  PickleStep,
  Scenario,
  TestStep,
} from '@cucumber/messages';

/** A step of an example, also of its Background, with the values of its outline's row filled in. */
export interface WrittenStep {
  readonly text: string;
  /** G for Given, W for When, T for Then, ? for an unknown word. */
  readonly kind: 'G' | 'W' | 'T' | '?';
  /** The table or text below the step, as JSON; empty if there is none. */
  readonly argument: string;
  /** `features/write-only-bucket/side-doors.feature:12` */
  readonly place: string;
  /** The ids of the shapes that match it. */
  readonly shapeIds: readonly string[];
  /** The words in it, each with its parameter type. */
  readonly words: readonly { readonly type: string; readonly text: string }[];
}

/** An example, or one row of an outline. */
export interface WrittenExample {
  readonly name: string;
  readonly uri: string;
  readonly place: string;
  /** The tags, such as `@W03`, with those of its Rule and Feature. */
  readonly tags: readonly string[];
  readonly steps: readonly WrittenStep[];
}

/** A definition of a step: one wording with its parameters. */
export interface StepShape {
  readonly id: string;
  /** `{principal} reads {object}` */
  readonly source: string;
  readonly isExpression: boolean;
  readonly place: string;
}

/** The features and their vocabulary, as written. */
export interface Specification {
  readonly features: readonly { readonly uri: string; readonly description: string }[];
  readonly examples: readonly WrittenExample[];
  readonly shapes: readonly StepShape[];
  /** The regular expressions of each parameter type, by its name. */
  readonly parameterTypes: ReadonlyMap<string, readonly string[]>;
}

/** Reads the specification from cucumber's messages. */
export function specificationOf(envelopes: readonly Envelope[]): Specification {
  const documents = envelopes.flatMap(({ gherkinDocument }) => gherkinDocument ?? []);
  return {
    features: documents.map(({ uri = '', feature }) => ({ uri, description: feature?.description ?? '' })),
    examples: examplesOf(envelopes, documents),
    shapes: envelopes
      .flatMap(({ stepDefinition }) => stepDefinition ?? [])
      .map(({ id, pattern: { source, type }, sourceReference: { uri = '', location } }) => ({
        id,
        source,
        isExpression: type === 'CUCUMBER_EXPRESSION',
        place: `${uri}:${location?.line ?? 1}`,
      })),
    parameterTypes: new Map(
      envelopes
        .flatMap(({ parameterType }) => parameterType ?? [])
        .map(({ name, regularExpressions }) => [name, regularExpressions]),
    ),
  };
}

function examplesOf(
  envelopes: readonly Envelope[],
  documents: readonly GherkinDocument[],
): readonly WrittenExample[] {
  const lines = linesOf(documents);
  const matches = new Map(
    envelopes
      .flatMap(({ testCase }) => testCase?.testSteps ?? [])
      .map((step) => [step.pickleStepId ?? '', step]),
  );
  return envelopes
    .flatMap(({ pickle }) => pickle ?? [])
    .map(({ name, uri, tags, steps, astNodeIds }) => ({
      name,
      uri,
      place: `${uri}:${lines.get(astNodeIds.at(-1) ?? '') ?? 1}`,
      tags: tags.map((tag) => tag.name),
      steps: steps.map((step) => {
        const place = `${uri}:${lines.get(step.astNodeIds[0] ?? '') ?? 1}`;
        return writtenStep(step, place, matches.get(step.id));
      }),
    }));
}

const KINDS = { Context: 'G', Action: 'W', Outcome: 'T', Unknown: '?' } as const;

function writtenStep(step: PickleStep, place: string, match?: TestStep): WrittenStep {
  const matched = (match?.stepMatchArgumentsLists ?? []).flatMap((list) => list.stepMatchArguments);
  return {
    text: step.text,
    kind: KINDS[step.type ?? 'Unknown'],
    argument: step.argument === undefined ? '' : JSON.stringify(step.argument),
    place,
    shapeIds: match?.stepDefinitionIds ?? [],
    words: matched.map(({ parameterTypeName: type = '', group }) => ({ type, text: group.value ?? '' })),
  };
}

/** The line of each example, step and row of examples, by cucumber's id for it. */
function linesOf(documents: readonly GherkinDocument[]): ReadonlyMap<string, number> {
  const children = documents.flatMap(({ feature }) => feature?.children ?? []);
  const all = [...children, ...children.flatMap(({ rule }) => rule?.children ?? [])];
  return new Map(all.flatMap(({ background, scenario }) => [...linesIn(background), ...linesIn(scenario)]));
}

function linesIn(written?: Background | Scenario): readonly (readonly [string, number])[] {
  if (written === undefined) return [];
  const rows = 'examples' in written ? written.examples.flatMap(({ tableBody }) => tableBody) : [];
  return [written, ...written.steps, ...rows].map(({ id, location }) => [id, location.line]);
}
