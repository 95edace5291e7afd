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
  id: z.string().regex(/^[WMXCA]\d{2}$/, 'must be W, M, X, C or A and two digits'),
  pattern: z.enum(Object.values(PATTERNS)),
  statement: z.string().min(20).regex(/\.$/, 'must be a sentence with a full stop'),
  /** The kind of reason if access is denied; a list if the outcome has several rows. */
  reason: z.union([z.enum(REASONS), z.array(z.enum(REASONS)).min(2)]).optional(),
  /** The publication that states the outcome, or only AWS's page. */
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

/** How sure the register is that AWS behaves in this way; it decides how much of an outcome is compared. */
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

/** The outcomes that an example's tags (`@W03`) name. Throws SpecError `unknown-outcome`. */
export function outcomesTagged(tags: readonly string[]): readonly RegisteredOutcome[] {
  return tags.flatMap((tag) => {
    const id = ID_TAG.exec(tag)?.[1];
    if (id === undefined) return [];
    const entry = outcomeRegister().get(id);
    if (entry !== undefined) return entry;
    const message = `scenarios/outcomes.yaml has no outcome for the tag ${tag}; ${suggest(id, [...outcomeRegister().keys()])}`;
    throw new SpecError('unknown-outcome', message);
  });
}

/** `@confidence:medium`: AWS's behavior is less sure for this part of an outcome than for the whole. */
const CONFIDENCE_TAG = /^@confidence:(medium|low)$/;

/** The confidence with which an example is compared: the least among its outcomes and its own tags. */
export function confidenceOf(tags: readonly string[]): Confidence {
  const ofOutcomes = outcomesTagged(tags).map(({ confidence }) => confidence);
  const ofTags = tags.map((tag) => CONFIDENCE_TAG.exec(tag)?.[1]);
  return (['low', 'medium'] as const).find((level) => [...ofOutcomes, ...ofTags].includes(level)) ?? 'high';
}
