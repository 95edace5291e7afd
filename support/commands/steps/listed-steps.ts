import { basename, extname, relative } from 'node:path';
import { projectRoot } from '../../node/own-file.ts';
import type { Specification, StepShape } from '../../specification/specification.ts';
import { type ParameterExamples, parameterExamples } from './parameter-examples.ts';
import { type StepExamples, stepExamples } from './step-examples.ts';

/** The examples that keyhole ships, of steps and of their parameters. */
export interface ShippedExamples {
  readonly steps: StepExamples;
  readonly parameters: ParameterExamples;
}

/** A step of the vocabulary. */
export interface ListedStep {
  /** The domain noun: the name of the file that defines it. */
  readonly noun: string;
  /** The Cucumber expression: `{principal} reads {object}`. */
  readonly expression: string;
  /** A use of it, with its keyword; undefined if no feature uses it. */
  readonly example?: string | undefined;
  /** The texts that its parameters may be, by their names. */
  readonly parameters: ParameterExamples;
  /** The file and line of the definition, for a step of one's own. */
  readonly own?: string | undefined;
}

/**
 * The steps by their nouns, keyhole's own first. The example is one from the features here, in the names of their
 * scenarios, and otherwise one from keyhole's features.
 */
export function listedSteps(specification: Specification, shipped: ShippedExamples): readonly ListedStep[] {
  const here = stepExamples(specification);
  const parameters = { ...parameterExamples(specification), ...shipped.parameters };
  return specification.shapes
    .map(({ source, place }) => ({
      noun: nounOf(place),
      expression: source,
      example: here[source] ?? shipped.steps[source],
      parameters: parametersOf(source, parameters),
      own: isOwn({ place }) ? place : undefined,
    }))
    .toSorted(
      (one, other) =>
        Number(one.own !== undefined) - Number(other.own !== undefined) ||
        one.noun.localeCompare(other.noun) ||
        one.expression.localeCompare(other.expression),
    );
}

function parametersOf(expression: string, known: ParameterExamples): ParameterExamples {
  const names = [...expression.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(known, name) ? [[name, known[name] ?? []]] : [])),
  );
}

/** The steps that have a word in their noun, wording, example or parameters, in either case. */
export function stepsWith(word: string, steps: readonly ListedStep[]): readonly ListedStep[] {
  const wanted = word.toLowerCase();
  return steps.filter(({ noun, expression, example = '', parameters }) =>
    [noun, expression, example, ...Object.values(parameters).flat()].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
}

/** `kms requests` for `steps/kms-requests.ts:12` */
function nounOf(place: string): string {
  const file = place.replace(/:\d+$/, '');
  return basename(file, extname(file)).replaceAll('-', ' ');
}

/** True for a step that is not defined in keyhole's own folder of steps, compiled or as source. */
function isOwn({ place }: Pick<StepShape, 'place'>): boolean {
  return !/^(?:dist\/)?steps\//.test(relative(projectRoot, place));
}
