import {
  type ParameterTypes,
  parameterPattern,
  samplesOf,
  shapePattern,
  typeNames,
} from './shape-pattern.ts';
import type { StepShape } from './specification.ts';

/**
 * Finds pairs of shapes that would both match some text, whether a feature contains it or not.
 *
 * The texts that are tried consist of words that features use. For each parameter, words that the same parameter types
 * accept count as one kind. One word of each kind is tried.
 * Throws TypeError for a shape that cannot be read.
 */
export function overlappingShapes(
  shapes: readonly StepShape[],
  { parameterTypes, words }: { readonly parameterTypes: ParameterTypes; readonly words: readonly string[] },
): readonly string[] {
  const wordsFor = wordsByType(parameterTypes, words);
  const patterns = shapes.map((shape) => ({ shape, pattern: shapePattern(shape.source, parameterTypes) }));
  const found = new Map<string, string>();
  for (const shape of shapes) {
    for (const text of samplesOf(shape.source, wordsFor)) {
      for (const { shape: other, pattern } of patterns) {
        const pair = [shape.id, other.id].toSorted().join();
        if (other === shape || found.has(pair) || !pattern.test(text)) continue;
        found.set(pair, `"${text}" could be ${named(shape)} or ${named(other)}; reword one of these`);
      }
    }
  }
  return [...found.values()];
}

function named({ source, place }: StepShape): string {
  return `"${source}" (${place})`;
}

/** One word of each kind that a parameter type accepts. */
function wordsByType(types: ParameterTypes, words: readonly string[]): (type: string) => readonly string[] {
  const patterns = new Map(typeNames(types).map((name) => [name, parameterPattern(name, types)]));
  const takers = (word: string) =>
    [...patterns].filter(([, pattern]) => pattern.test(word)).map(([name]) => name);
  const kinds = Map.groupBy(new Set(words), (word) => takers(word).join());
  const representatives = [...kinds.values()].flatMap(([first]) => first ?? []);
  const takenBy = new Map(
    [...patterns].map(([name, pattern]) => [name, representatives.filter((word) => pattern.test(word))]),
  );
  return (type) => {
    const taken = takenBy.get(type);
    if (taken === undefined)
      throw new TypeError(`there is no parameter type {${type}}; define it in steps/parameter-types.ts`);
    return taken;
  };
}
