import { existsSync } from 'node:fs';
import * as z from 'zod';
import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { readYaml } from './read-document.ts';
import { isRegisterNamed, outcomesFile, shownPath } from './scenario-folder.ts';

const outcome = z.strictObject({
  /** The tag of its examples, without the @. */
  id: z
    .string()
    .regex(/^[A-Za-z0-9][\w.:-]*$/, 'must be letters, digits, dots, colons and hyphens, as a tag'),
  /** The heading in the report. */
  pattern: z.string().min(1),
  statement: z.string().min(1),
  /** The kind of reason if access is denied; a list if the outcome has several rows. */
  reason: z.union([z.string(), z.array(z.string())]).optional(),
  /** The publication or the requirement that states the outcome. */
  source: z.string().min(1).optional(),
  page: z.url().optional(),
  confidence: z.enum(['high', 'medium', 'low']).default('high'),
  /** True for an outcome that says what the pattern does not give. */
  limit: z.boolean().default(false),
});

/** The shape of outcomes.yaml. */
export const registerSchema = z
  .strictObject({ outcomes: z.array(outcome).min(1) })
  .superRefine(({ outcomes }, check) => {
    const seen = new Set<string>();
    for (const [index, { id }] of outcomes.entries()) {
      const message = `${id} is in the register twice`;
      if (seen.has(id)) check.addIssue({ code: 'custom', path: ['outcomes', index, 'id'], message });
      seen.add(id);
    }
  });

/** One outcome that the specification states and proves. */
export type RegisteredOutcome = z.output<typeof outcome>;

/** How sure the register is that AWS behaves in this way; it decides how much of an outcome is compared. */
export type Confidence = RegisteredOutcome['confidence'];

/** Outcomes by their ids. */
export type OutcomeRegister = ReadonlyMap<string, RegisteredOutcome>;

/** Loads and validates a register. Throws SpecError naming file, line, column and path. */
export function loadRegister(file: string): OutcomeRegister {
  return new Map(readYaml(file, registerSchema).outcomes.map((entry) => [entry.id, entry]));
}

let loaded: { readonly file: string; readonly outcomes: OutcomeRegister } | undefined;

/**
 * The register of the run, read once; empty if none was named and there is none beside the scenarios. Throws SpecError as
 * {@link loadRegister}.
 */
export function outcomeRegister(): OutcomeRegister {
  const file = outcomesFile();
  if (loaded?.file !== file) {
    const outcomes = isRegisterNamed() || existsSync(file) ? loadRegister(shownPath(file)) : new Map();
    loaded = { file, outcomes };
  }
  return loaded.outcomes;
}

/**
 * The outcomes that an example's tags (`@W03`) name; other tags are free. A tag that differs from an id in its number alone
 * is taken for a mistake. Throws SpecError `unknown-outcome`.
 */
export function outcomesTagged(tags: readonly string[]): readonly RegisteredOutcome[] {
  const ids = [...outcomeRegister().keys()];
  return tags.flatMap((tag) => {
    const id = tag.slice(1);
    const entry = outcomeRegister().get(id);
    if (entry !== undefined) return entry;
    if (!ids.some((known) => seriesOf(known) === seriesOf(id) && seriesOf(id) !== id)) return [];
    const message = `${shownPath(outcomesFile())} has no outcome for the tag ${tag}; ${suggest(id, ids)}`;
    throw new SpecError('unknown-outcome', message);
  });
}

/** An id without its numbers: `W#` for `W03`. */
function seriesOf(id: string): string {
  return id.replaceAll(/\d+/g, '#');
}

/** `@confidence:medium`: AWS's behavior is less sure for this part of an outcome than for the whole. */
const CONFIDENCE_TAG = /^@confidence:(medium|low)$/;

/** The confidence with which an example is compared: the least among its outcomes and its own tags. */
export function confidenceOf(tags: readonly string[]): Confidence {
  const ofOutcomes = outcomesTagged(tags).map(({ confidence }) => confidence);
  const ofTags = tags.map((tag) => CONFIDENCE_TAG.exec(tag)?.[1]);
  return (['low', 'medium'] as const).find((level) => [...ofOutcomes, ...ofTags].includes(level)) ?? 'high';
}
