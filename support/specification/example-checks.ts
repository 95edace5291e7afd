import type { WrittenExample } from './specification.ts';

/** Finds examples of the same name, which a report could not tell apart. */
export function sameNames(examples: readonly Pick<WrittenExample, 'name' | 'place'>[]): readonly string[] {
  return repeated(examples, ({ name }) => name).map(
    ([name, places]) => `"${name}" is the name of ${places}; name what is different in each`,
  );
}

/** Finds examples of the same steps, with Background and tables: one of them proves nothing. */
export function sameBodies(
  examples: readonly Pick<WrittenExample, 'name' | 'place' | 'steps'>[],
): readonly string[] {
  const bodyOf = ({ steps }: Pick<WrittenExample, 'steps'>) =>
    steps.map(({ text, argument }) => `${text}\n${argument}`).join('\n');
  return repeated(examples, bodyOf).map(
    ([, places]) => `${places} have the same steps; remove one, or make it show something else`,
  );
}

/** Finds examples that are not Givens, at most one When, and Thens, in this order. */
export function disordered(
  examples: readonly Pick<WrittenExample, 'name' | 'place' | 'steps'>[],
): readonly string[] {
  return examples
    .filter(({ steps }) => !/^G+W?T+$/.test(steps.map(({ kind }) => kind).join('')))
    .map(
      ({ place, name }) =>
        `${place}: "${name}" is not Given …, at most one When, Then …; reorder or split it`,
    );
}

/** Texts that belong into scenario.yaml or a step's code: ARNs, account ids, JSON and HTTP. */
const TECHNICAL = /arn:aws|\d{12}|[{}]|\b(?:GET|PUT|HEAD|POST)\b|\b[45]\d\d\b/;

/** Finds steps with an ARN, id or JSON for which scenario.yaml has a name. */
export function technicalSteps(examples: readonly Pick<WrittenExample, 'steps'>[]): readonly string[] {
  const faults = examples.flatMap(({ steps }) =>
    steps.flatMap(({ text, place }) => {
      const [found] = TECHNICAL.exec(text) ?? [];
      return found === undefined
        ? []
        : `${place}: "${text}" contains ${found}; write the name in scenario.yaml instead`;
    }),
  );
  return [...new Set(faults)];
}

function repeated<Item extends Pick<WrittenExample, 'place'>>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (readonly [key: string, places: string])[] {
  return [...Map.groupBy(items, keyOf)]
    .filter(([, same]) => same.length > 1)
    .map(([key, same]) => [key, same.map(({ place }) => place).join(' and ')]);
}
