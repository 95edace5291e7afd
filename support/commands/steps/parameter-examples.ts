import type { Specification } from '../../specification/specification.ts';

/** The texts that parameters may be, by the names of their types. An empty text says that it may be left out. */
export type ParameterExamples = Readonly<Record<string, readonly string[]>>;

/** The most texts that are listed for a parameter. */
const LISTED = 12;

/**
 * The texts of parameters in the features: for each kind of text the shortest one. Texts that differ only in
 * names and numbers are of one kind.
 */
export function parameterExamples({ examples, parameterTypes }: Specification): ParameterExamples {
  const words = examples.flatMap(({ steps }) => steps.flatMap((step) => step.words));
  const byType = Map.groupBy(words, ({ type }) => type);
  const found = [...byType].map(([type, uses]): [string, readonly string[]] => {
    const texts = uses.map(({ text }) => text).filter((text) => text !== '');
    const mayBeNothing = parameterTypes.get(type)?.some((source) => new RegExp(`^(?:${source})$`).test(''));
    return [type, [...(mayBeNothing ? [''] : []), ...oneOfEachKind(texts)].slice(0, LISTED)];
  });
  return Object.fromEntries(
    found.filter(([type]) => parameterTypes.has(type)).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function oneOfEachKind(texts: readonly string[]): readonly string[] {
  const inOrder = [...new Set(texts)].toSorted(
    (one, other) => one.length - other.length || (one < other ? -1 : 1),
  );
  return [...Map.groupBy(inOrder, kindOf).values()].flatMap(([shortest]) => shortest ?? []);
}

/** A text without its names and numbers. */
function kindOf(text: string): string {
  return text
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/(?<=the )[\w-]+ (?=role|user|bucket|key|access point|account|secret|table|endpoint)/g, '')
    .replaceAll(/\d+/g, '0');
}
