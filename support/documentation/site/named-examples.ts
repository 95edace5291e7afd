import type { SiteExample } from './site.ts';

/** The short names of an example: the ids of its outcomes, or its file and line without any. */
export function namesOf({ outcomes, feature, line }: SiteExample): readonly string[] {
  return outcomes.length > 0 ? outcomes : [`${feature.name}:${line}`];
}

/** Examples by their short names. Of an outcome with several examples, the first is taken. */
export function namedExamples(examples: Iterable<SiteExample>): ReadonlyMap<string, SiteExample> {
  const first = new Map<string, SiteExample>();
  for (const example of examples)
    for (const name of namesOf(example)) if (!first.has(name)) first.set(name, example);
  return first;
}
