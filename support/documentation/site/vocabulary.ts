import type { RecordedStepDefinition } from '../record/recorded-step-definition.ts';
import { slug } from './addresses.ts';
import { once } from './once.ts';
import type { Site, SiteExample } from './site.ts';

/** A step of the vocabulary with its place in the site. */
export interface SiteStep extends RecordedStepDefinition {
  /** The id of its element on the page of the steps. */
  readonly anchor: string;
  /** The example that the shortest use is from, if the site has it. */
  readonly shownIn: SiteExample | undefined;
}

/** A type of parameter: the texts that stand for it in this run, the most frequent first. */
export interface SiteParameter {
  readonly type: string;
  readonly anchor: string;
  readonly texts: readonly string[];
}

/** The vocabulary of the run that the site explains. */
export interface SiteVocabulary {
  readonly nouns: ReadonlyMap<string, readonly SiteStep[]>;
  readonly parameters: readonly SiteParameter[];
}

/** The address of the page of the steps. */
export const stepsAddress = 'steps/';

/** The vocabulary of a site, by noun; empty if its record has none. */
export const vocabularyOf = once((site: Site): SiteVocabulary => {
  const anchors = new Map<string, number>();
  const examples = new Map(
    site.examples.map((example) => [placeOf(example.feature.file, example.line), example]),
  );
  const steps = (site.main.steps ?? []).map((step) => ({
    ...step,
    anchor: unused(`step-${slug(step.expression)}`, anchors),
    shownIn: step.example && examples.get(placeOf(step.example.file, step.example.line)),
  }));
  return { nouns: Map.groupBy(steps, ({ noun }) => noun), parameters: parametersOf(site, anchors) };
});

/** The types of parameters in an expression, in its order: `{principal} reads {object}`. */
export function parametersIn(expression: string): readonly string[] {
  return [...expression.matchAll(/\{([^{}]*)\}/g)].map(([, type = '']) => type);
}

function parametersOf({ examples }: Site, anchors: Map<string, number>): readonly SiteParameter[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { steps } of examples)
    for (const { text, parameters } of steps)
      for (const { type, start, end } of parameters) {
        const texts = counts.get(type) ?? new Map<string, number>();
        const used = text.slice(start, end);
        counts.set(type, texts.set(used, (texts.get(used) ?? 0) + 1));
      }
  return [...counts]
    .map(([type, texts]) => ({
      type,
      anchor: unused(`parameter-${slug(type)}`, anchors),
      texts: [...texts].toSorted(([, one], [, other]) => other - one).map(([text]) => text),
    }))
    .toSorted((one, other) => one.type.localeCompare(other.type, 'en'));
}

function placeOf(file: string, line: number): string {
  return `${file}:${line}`;
}

/** An id that no other element has: `…-2` for the second of a name. */
function unused(id: string, taken: Map<string, number>): string {
  const count = (taken.get(id) ?? 0) + 1;
  taken.set(id, count);
  return count === 1 ? id : unused(`${id}-${count}`, taken);
}
