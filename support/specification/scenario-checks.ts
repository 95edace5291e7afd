import type { WrittenScenario } from './specification.ts';

/** Scenarios of the same name: an outcome's reader could not tell which is meant. */
export function sameNames(scenarios: readonly Pick<WrittenScenario, 'name' | 'place'>[]): readonly string[] {
  return repeated(scenarios, ({ name }) => name).map(
    ([name, places]) => `"${name}" is the name of ${places}; say in each what sets it apart`,
  );
}

/** Scenarios of the same steps, Background and tables included: one of them proves nothing. */
export function sameBodies(
  scenarios: readonly Pick<WrittenScenario, 'name' | 'place' | 'steps'>[],
): readonly string[] {
  const bodyOf = ({ steps }: Pick<WrittenScenario, 'steps'>) =>
    steps.map(({ text, argument }) => `${text}\n${argument}`).join('\n');
  return repeated(scenarios, bodyOf).map(
    ([, places]) => `${places} have the same steps; remove one, or have it show something else`,
  );
}

/** Scenarios that are not givens, at most one request, and comparisons, in this order. */
export function disordered(
  scenarios: readonly Pick<WrittenScenario, 'name' | 'place' | 'steps'>[],
): readonly string[] {
  return scenarios
    .filter(({ steps }) => !/^G+W?T+$/.test(steps.map(({ kind }) => kind).join('')))
    .map(
      ({ place, name }) =>
        `${place}: "${name}" is not Given …, at most one When, Then …; reorder or split it`,
    );
}

/** ARNs, account ids, JSON and HTTP are for scenario.yaml and the steps. */
const TECHNICAL = /arn:aws|\d{12}|[{}]|\b(?:GET|PUT|HEAD|POST)\b|\b[45]\d\d\b/;

/** Steps that say what the cast and the documents have names for. */
export function technicalSteps(scenarios: readonly Pick<WrittenScenario, 'steps'>[]): readonly string[] {
  const faults = scenarios.flatMap(({ steps }) =>
    steps.flatMap(({ text, place }) => {
      const [found] = TECHNICAL.exec(text) ?? [];
      return found === undefined
        ? []
        : `${place}: "${text}" says ${found}; say it by a name of scenario.yaml`;
    }),
  );
  return [...new Set(faults)];
}

function repeated<Item extends Pick<WrittenScenario, 'place'>>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (readonly [key: string, places: string])[] {
  return [...Map.groupBy(items, keyOf)]
    .filter(([, same]) => same.length > 1)
    .map(([key, same]) => [key, same.map(({ place }) => place).join(' and ')]);
}
