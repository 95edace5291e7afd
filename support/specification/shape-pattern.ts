/** The regular expressions of parameter types, by their names. */
export type ParameterTypes = ReadonlyMap<string, readonly string[]>;

/** A part of a step's wording: text, alternatives to choose from, or a parameter. */
type Part = { readonly options: readonly string[] } | { readonly parameter: string };

/** The parameter types that are built into cucumber. */
const BUILT_IN: ParameterTypes = new Map([
  ['string', [`"[^"]*"|'[^']*'`]],
  ['int', [String.raw`-?\d+`]],
]);

/**
 * The parts of an expression, in this order: parameters, optional text in parentheses, words with alternatives, plain
 * text.
 */
const PART =
  /\{(?<parameter>[^{}]*)\}|\((?<optional>[^()]*)\)|(?<words>[^\s{}()/]+(?:\/[^\s{}()/]+)+)|(?<text>[^\s{}()/]+|\s+)/g;

/**
 * Reads a Cucumber expression. Throws TypeError for an expression with parts that {@link PART} does not match: escapes,
 * and alternatives with a parameter.
 */
function partsOf(expression: string): readonly Part[] {
  const matches = [...expression.matchAll(PART)];
  if (matches.map(([part]) => part).join('') !== expression || expression.includes('\\'))
    throw new TypeError(
      `"${expression}" is not a Cucumber expression of parameters, optional text and words`,
    );
  return matches.map(({ groups = {} }) => {
    const { parameter, optional, words, text = '' } = groups;
    if (parameter !== undefined) return { parameter };
    if (optional !== undefined) return { options: [optional, ''] };
    return { options: words?.split('/') ?? [text] };
  });
}

/** The names of the parameter types that features may use. */
export function typeNames(types: ParameterTypes): readonly string[] {
  return [...types.keys(), ...BUILT_IN.keys()];
}

/**
 * A pattern for everything that a parameter type accepts, anchored at both ends. Throws TypeError for an unknown type.
 */
export function parameterPattern(name: string, types: ParameterTypes): RegExp {
  return new RegExp(`^(?:${parameterSource(name, types)})$`);
}

/**
 * A pattern for everything that a Cucumber expression matches, anchored at both ends. Throws TypeError for one that
 * cannot be read.
 */
export function shapePattern(expression: string, types: ParameterTypes): RegExp {
  const sources = partsOf(expression).map((part) =>
    'options' in part ? part.options.map(escaped).join('|') : parameterSource(part.parameter, types),
  );
  return new RegExp(`^${sources.map((source) => `(?:${source})`).join('')}$`);
}

/** Texts that a Cucumber expression matches, one for each combination of the choices for its parts. */
export function samplesOf(
  expression: string,
  wordsFor: (type: string) => readonly string[],
): readonly string[] {
  const choices = partsOf(expression).map((part) =>
    'options' in part ? part.options : wordsFor(part.parameter),
  );
  return choices.reduce<readonly string[]>(
    (texts, words) => texts.flatMap((text) => words.map((word) => text + word)),
    [''],
  );
}

function parameterSource(name: string, types: ParameterTypes): string {
  const sources = types.get(name) ?? BUILT_IN.get(name);
  if (sources === undefined)
    throw new TypeError(`there is no parameter type {${name}}; define it in steps/parameter-types.ts`);
  return sources.join('|');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
