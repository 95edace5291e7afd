import type { StepShape, WrittenExample } from './specification.ts';

/**
 * The limits of the vocabulary, so that readers of features meet each wording often: the most shapes, and the least
 * average of uses.
 */
export const BUDGET = { shapes: 70, usesEach: 6 } as const;

type Used = Pick<WrittenExample, 'steps'>;

/**
 * The places in features that use a shape, by its id. A place counts once, however many rows or examples run through
 * it.
 */
function placesOf(examples: readonly Used[]): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  for (const { place, shapeIds } of examples.flatMap(({ steps }) => steps)) {
    for (const id of shapeIds) places.set(id, (places.get(id) ?? new Set()).add(place));
  }
  return places;
}

/** Finds more shapes than {@link BUDGET} allows, and too few uses of a shape on average. */
export function overBudget(
  shapes: readonly StepShape[],
  examples: readonly Used[],
  { shapes: most, usesEach }: { readonly shapes: number; readonly usesEach: number } = BUDGET,
): readonly string[] {
  const places = placesOf(examples);
  const uses = shapes.map((shape) => ({ ...shape, uses: places.get(shape.id)?.size ?? 0 }));
  const rare = uses
    .toSorted((one, other) => one.uses - other.uses)
    .slice(0, 5)
    .map(({ source, place, uses: times }) => `\n    ${times} times: ${source} (${place})`)
    .join('');
  const faults: string[] = [];
  if (shapes.length > most)
    faults.push(
      `there are ${shapes.length} shapes of steps, more than ${most}; merge some of the rare ones:${rare}`,
    );
  const average = uses.reduce((sum, { uses: times }) => sum + times, 0) / shapes.length;
  if (average < usesEach)
    faults.push(
      `a shape is used ${average.toFixed(1)} times on average, less than ${usesEach}; merge some of the rare ones:${rare}`,
    );
  return faults;
}

/** Finds shapes that are regular expressions: overlaps with them cannot be checked. */
export function regularExpressions(shapes: readonly StepShape[]): readonly string[] {
  return shapes
    .filter(({ isExpression }) => !isExpression)
    .map(({ source, place }) => `${place}: /${source}/ is a regular expression; write a Cucumber expression`);
}

/** Finds shapes that no feature uses. */
export function unusedShapes(shapes: readonly StepShape[], examples: readonly Used[]): readonly string[] {
  const places = placesOf(examples);
  return shapes
    .filter(({ id }) => !places.has(id))
    .map(({ source, place }) => `${place}: no feature uses "${source}"; remove it`);
}

/** Finds steps that no shape matches, or several. */
export function unclearSteps(shapes: readonly StepShape[], examples: readonly Used[]): readonly string[] {
  const nameOf = (id: string) => {
    const shape = shapes.find((candidate) => candidate.id === id);
    return `"${shape?.source}" (${shape?.place})`;
  };
  const faults = examples
    .flatMap(({ steps }) => steps)
    .flatMap(({ text, place, shapeIds }) => {
      if (shapeIds.length === 1) return [];
      if (shapeIds.length === 0)
        return `${place}: no step is defined for "${text}"; steps/README.md lists the vocabulary`;
      return `${place}: "${text}" could be ${shapeIds.map(nameOf).join(' or ')}; reword one of these`;
    });
  return [...new Set(faults)];
}
