import { basename, extname } from 'node:path';
import type { Pickle, StepDefinition, TestCase } from '@cucumber/messages';
import * as z from 'zod';
import { list } from './list.ts';

/** A step of the vocabulary, with its use in the run. */
export const recordedStepDefinition = z.strictObject({
  /** The domain noun: the name of the file that defines it, in words. */
  noun: z.string(),
  /** The Cucumber expression: `{principal} reads {object}`; or a regular expression. */
  expression: z.string(),
  /** How many steps of the run are of this wording. */
  uses: z.int().nonnegative(),
  /** The shortest use in the run: its text, and the file and line of its example. */
  example: z.strictObject({ text: z.string(), file: z.string(), line: z.int().positive() }).optional(),
});

/** The vocabulary of a run, in the order of the nouns. */
export const recordedVocabulary = list(recordedStepDefinition);

export type RecordedStepDefinition = z.output<typeof recordedStepDefinition>;

/** The messages that say which definition each step has. */
interface Matches {
  readonly definitions: readonly StepDefinition[];
  readonly pickles: Iterable<Pickle>;
  /** Test cases by the ids of their pickles. */
  readonly planned: ReadonlyMap<string, TestCase>;
}

/** The vocabulary with its use. A step that several definitions match is a use of none of them. */
export function vocabularyOf({ definitions, pickles, planned }: Matches): RecordedStepDefinition[] {
  const uses = new Map<string, Use>();
  for (const pickle of pickles)
    for (const { pickleStepId, stepDefinitionIds = [] } of planned.get(pickle.id)?.testSteps ?? []) {
      const [id, ...others] = stepDefinitionIds;
      const text = pickle.steps.find((step) => step.id === pickleStepId)?.text;
      if (id === undefined || others.length > 0 || text === undefined) continue;
      const { count, example } = uses.get(id) ?? { count: 0 };
      const isShorter = example === undefined || text.length < example.text.length;
      const shortest = isShorter ? { text, file: pickle.uri, line: pickle.location?.line ?? 1 } : example;
      uses.set(id, { count: count + 1, example: shortest });
    }
  return definitions
    .map(({ id, pattern, sourceReference: { uri = '' } }) => ({
      noun: basename(uri, extname(uri)).replaceAll('-', ' '),
      expression: pattern.source,
      uses: uses.get(id)?.count ?? 0,
      example: uses.get(id)?.example,
    }))
    .toSorted(
      (one, other) =>
        one.noun.localeCompare(other.noun, 'en') || one.expression.localeCompare(other.expression, 'en'),
    );
}

interface Use {
  readonly count: number;
  readonly example?: RecordedStepDefinition['example'];
}
