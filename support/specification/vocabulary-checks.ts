import type { StepShape, WrittenExample } from './specification.ts';

/** How small the vocabulary stays: whoever reads features learns each wording once and meets it often. */
export const BUDGET = { shapes: 70, usesEach: 6 } as const;

type Used = Pick<WrittenExample, 'steps'>;

/** Where each shape is used, by its id: places in features, however many rows or examples run through them. */
function placesOf(examples: readonly Used[]): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  for (const { place, shapeIds } of examples.flatMap(({ steps }) => steps)) {
    for (const id of shapeIds) places.set(id, (places.get(id) ?? new Set()).add(place));
  }
  return places;
}

/** Whether there are more shapes than {@link BUDGET} has room for, or shapes for hardly any use. */
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

/** Shapes that are regular expressions: nothing could tell what else they match. */
export function regularExpressions(shapes: readonly StepShape[]): readonly string[] {
  return shapes
    .filter(({ isExpression }) => !isExpression)
    .map(({ source, place }) => `${place}: /${source}/ is a regular expression; write a Cucumber expression`);
}

/** Shapes that no feature uses. */
export function unusedShapes(shapes: readonly StepShape[], examples: readonly Used[]): readonly string[] {
  const places = placesOf(examples);
  return shapes
    .filter(({ id }) => !places.has(id))
    .map(({ source, place }) => `${place}: no feature says "${source}"; remove it`);
}

/** Steps that no shape matches, or more than one. */
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
        return `${place}: no step is worded "${text}"; see steps/README.md for those there are`;
      return `${place}: "${text}" could be ${shapeIds.map(nameOf).join(' or ')}; reword one of these`;
    });
  return [...new Set(faults)];
}
