import type { WrittenExample } from './specification.ts';

/** Examples of the same name: an outcome's reader could not tell which is meant. */
export function sameNames(examples: readonly Pick<WrittenExample, 'name' | 'place'>[]): readonly string[] {
  return repeated(examples, ({ name }) => name).map(
    ([name, places]) => `"${name}" is the name of ${places}; say in each what sets it apart`,
  );
}

/** Examples of the same steps, Background and tables included: one of them proves nothing. */
export function sameBodies(
  examples: readonly Pick<WrittenExample, 'name' | 'place' | 'steps'>[],
): readonly string[] {
  const bodyOf = ({ steps }: Pick<WrittenExample, 'steps'>) =>
    steps.map(({ text, argument }) => `${text}\n${argument}`).join('\n');
  return repeated(examples, bodyOf).map(
    ([, places]) => `${places} have the same steps; remove one, or have it show something else`,
  );
}

/** Examples that are not givens, at most one request, and comparisons, in this order. */
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

/** ARNs, account ids, JSON and HTTP are for scenario.yaml and the steps. */
const TECHNICAL = /arn:aws|\d{12}|[{}]|\b(?:GET|PUT|HEAD|POST)\b|\b[45]\d\d\b/;

/** Steps that say what the cast and the documents have names for. */
export function technicalSteps(examples: readonly Pick<WrittenExample, 'steps'>[]): readonly string[] {
  const faults = examples.flatMap(({ steps }) =>
    steps.flatMap(({ text, place }) => {
      const [found] = TECHNICAL.exec(text) ?? [];
      return found === undefined
        ? []
        : `${place}: "${text}" says ${found}; say it by a name of scenario.yaml`;
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
