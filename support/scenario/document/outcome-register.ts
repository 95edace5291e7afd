import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { readYaml } from './read-document.ts';
import { scenarioFolder } from './scenario-folder.ts';

const PATTERNS = {
  W: 'write-only-bucket',
  M: 'encryption-migration',
  X: 'secure-file-exchange',
  C: 'multi-account-access',
  A: 'key-arn-gotcha',
} as const;

const REASONS = [
  'identity',
  'resource',
  'foreign-key',
  'explicit-deny',
  'key-state',
  'not-found',
  'signature',
  'public-access-block',
  'unsupported',
] as const;

const outcome = z.strictObject({
  id: z.string().regex(/^[WMXCA]\d{2}$/, 'W, M, X, C or A and two digits'),
  pattern: z.enum(Object.values(PATTERNS)),
  statement: z.string().min(20).regex(/\.$/, 'a sentence, with its full stop'),
  /** Why access is refused, where it is; several where the outcome has several rows. */
  reason: z.union([z.enum(REASONS), z.array(z.enum(REASONS)).min(2)]).optional(),
  /** The publication that states it, or AWS's page alone. */
  source: z.string().min(1),
  page: z.url({ hostname: /(^|\.)amazon(aws)?\.com$/ }),
  confidence: z.enum(['high', 'medium', 'low']),
});

const register = z.strictObject({ outcomes: z.array(outcome).min(1) }).superRefine(({ outcomes }, check) => {
  const seen = new Set<string>();
  for (const [index, { id, pattern }] of outcomes.entries()) {
    const fault = seen.has(id) ? `${id} is in the register twice` : patternFault(id, pattern);
    if (fault !== undefined)
      check.addIssue({ code: 'custom', path: ['outcomes', index, 'id'], message: fault });
    seen.add(id);
  }
});

function patternFault(id: string, pattern: string): string | undefined {
  const expected = Object.entries(PATTERNS).find(([letter]) => id.startsWith(letter))?.[1];
  return expected === pattern ? undefined : `${id} belongs to ${expected}, not to ${pattern}`;
}

/** One outcome that the specification states and proves. */
export type RegisteredOutcome = z.output<typeof outcome>;

/** How sure the register is that AWS behaves so: how much of an outcome is compared. */
export type Confidence = RegisteredOutcome['confidence'];

/** Outcomes by their ids. */
export type OutcomeRegister = ReadonlyMap<string, RegisteredOutcome>;

/** Loads and validates a register. Throws SpecError naming file, line, column and path. */
export function loadRegister(file: string): OutcomeRegister {
  return new Map(readYaml(file, register).outcomes.map((entry) => [entry.id, entry]));
}

let loaded: { readonly file: string; readonly outcomes: OutcomeRegister } | undefined;

/** The register beside the scenarios, read once; empty if there is none. Throws SpecError as {@link loadRegister}. */
export function outcomeRegister(): OutcomeRegister {
  const file = join(scenarioFolder(), 'outcomes.yaml');
  if (loaded?.file !== file) {
    const outcomes = existsSync(file) ? loadRegister(relative(process.cwd(), file)) : new Map();
    loaded = { file, outcomes };
  }
  return loaded.outcomes;
}

const ID_TAG = /^@([A-Z]\d{2})$/;

/** The outcomes that a scenario's tags (`@W03`) name. Throws SpecError `unknown-outcome`. */
export function outcomesTagged(tags: readonly string[]): readonly RegisteredOutcome[] {
  return tags.flatMap((tag) => {
    const id = ID_TAG.exec(tag)?.[1];
    if (id === undefined) return [];
    const entry = outcomeRegister().get(id);
    if (entry !== undefined) return entry;
    const message = `the tag ${tag} names no outcome in scenarios/outcomes.yaml; ${suggest(id, [...outcomeRegister().keys()])}`;
    throw new SpecError('unknown-outcome', message);
  });
}

/** `@confidence:medium`: of this part of an outcome AWS's behaviour is less sure than of the whole. */
const CONFIDENCE_TAG = /^@confidence:(medium|low)$/;

/** How much of an outcome to compare: the least confidence among the outcomes that the tags name, and the tags themselves. */
export function confidenceOf(tags: readonly string[]): Confidence {
  const ofOutcomes = outcomesTagged(tags).map(({ confidence }) => confidence);
  const ofTags = tags.map((tag) => CONFIDENCE_TAG.exec(tag)?.[1]);
  return (['low', 'medium'] as const).find((level) => [...ofOutcomes, ...ofTags].includes(level)) ?? 'high';
}
