import * as z from 'zod';
import { decidedMatrix } from './decided-matrix.ts';
import { list } from './list.ts';
import { recordedDecision } from './recorded-decision.ts';
import { recordedScenario } from './recorded-scenario.ts';
import { recordedVocabulary } from './recorded-step-definition.ts';

/** The version of the format. It grows if a reader of the old form would misread the new one. */
export const RECORD_VERSION = 2;

/** The versions that are read. Version 1 does not tell the policies that steps change. */
export const READ_VERSIONS = [1, RECORD_VERSION] as const;

/** A table of a step, row by row. */
const table = list(list(z.string()));

/** One step of an example, as the feature writes it. */
const recordedStep = z.strictObject({
  /** `Given`, `When`, `Then`, `And`, `But` or `*`, or its translation. */
  keyword: z.string(),
  text: z.string(),
  line: z.int().positive(),
  /** True for a step of a Background. */
  background: z.boolean(),
  /** The parts of the text that are parameters, with the name of their type: `object`, `principal`. */
  parameters: list(
    z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative(), type: z.string() }),
  ),
  table: table.optional(),
  docString: z.string().optional(),
  result: z.enum(['passed', 'failed', 'skipped', 'undefined', 'not run']),
});

/** A policy that a step changed, put in force or took away. */
export const policyChange = z.strictObject({
  /** The index of the step, in the steps of its example. */
  step: z.int().nonnegative(),
  /** The policy in the words of the uses of documents: `the key policy of the shared key`. */
  policy: z.string(),
  /** The document of the scenario that it is now, or that it shares most statements with, from the folder of the run. */
  file: z.string().optional(),
  /** Its text with the scenario's placeholders, unless it is the text of that file. */
  text: z.string().optional(),
  /** True if the policy was taken away. */
  removed: z.boolean().optional(),
});

/** How an example ended; `not run` if it was selected and did not start. */
export const exampleVerdicts = ['passed', 'failed', 'broken', 'unusable', 'skipped', 'not run'] as const;
/** One of {@link exampleVerdicts}. */
export type ExampleVerdict = (typeof exampleVerdicts)[number];

/** An example, or one row of an outline. */
const recordedExample = z.strictObject({
  name: z.string(),
  description: z.string(),
  /** The line of the example, or of its row in an outline. */
  line: z.int().positive(),
  /** The line of the example, also for a row of an outline. */
  firstLine: z.int().positive(),
  /** Tags without the @. */
  tags: list(z.string()),
  /** The ids of the outcomes that it proves. */
  outcomes: list(z.string()),
  /** The name of the scenario that it runs on: the name of its folder. */
  scenario: z.string().optional(),
  steps: list(recordedStep),
  verdict: z.enum(exampleVerdicts),
  seconds: z.number().nonnegative(),
  /** The reasons of denials that its steps state, in plain words. */
  reasons: list(z.string()),
  /** The stated facts that its decisions rest on, in plain words. */
  assumptions: list(z.string()),
  /** The reason why it was skipped. */
  skipped: z.string().optional(),
  failure: z
    .strictObject({
      /** The step that failed; empty if the failure is of no step. */
      step: z.string(),
      line: z.int().nonnegative(),
      /** The expected and the actual answer, in plain words. */
      message: z.string(),
    })
    .optional(),
  /** The requests of its steps, in order, each with its decisions. */
  requests: list(recordedDecision),
  /** The policies that its steps changed, in order; absent in a record of version 1. */
  changes: list(policyChange).optional(),
});

/** A rule of a feature. The examples before the first rule are in one without a name. */
const recordedRule = z.strictObject({
  name: z.string(),
  description: z.string(),
  line: z.int().positive(),
  examples: list(recordedExample),
});

const recordedFeature = z.strictObject({
  /** The path of the file, relative to the folder of the run. */
  file: z.string(),
  name: z.string(),
  description: z.string(),
  tags: list(z.string()),
  rules: list(recordedRule),
});

/** An entry of the register of outcomes. */
const recordedOutcome = z.strictObject({
  id: z.string(),
  pattern: z.string(),
  statement: z.string(),
  source: z.string().optional(),
  page: z.string().optional(),
  confidence: z.enum(['high', 'medium', 'low']),
  /** True for what the pattern does not give. */
  limit: z.boolean(),
});

/** The stores that a run may be on. `unknown`: a run that only cucumber's messages tell of, which do not name the store. */
export const recordedStores = ['embedded', 'localstack', 'endpoint', 'unknown'] as const;

/** The circumstances of a run. */
const circumstances = z.strictObject({
  /** ISO 8601, UTC. */
  started: z.iso.datetime(),
  ended: z.iso.datetime(),
  store: z.strictObject({
    kind: z.enum(recordedStores),
    /** The container's image, for LocalStack. */
    image: z.string().optional(),
  }),
  /** True if nothing was executed: steps were matched with their definitions alone. */
  dryRun: z.boolean(),
  /** True if the run was interrupted. */
  interrupted: z.boolean(),
  /** The versions of keyhole and Node.js. */
  versions: z.record(z.string(), z.string()),
  /** The commit that was run. */
  commit: z.strictObject({ id: z.string(), changed: z.boolean() }).optional(),
  /** The paths and the tag expression that the run was limited to. */
  selection: z.strictObject({ paths: list(z.string()), tags: z.string().optional() }),
  /** The part of the selected examples that was run, if several machines share them; the others are `not run`. */
  part: z
    .strictObject({
      /** Counts from 1. */
      number: z.int().positive(),
      /** The number of parts. */
      of: z.int().positive(),
      /** The number of examples that all parts have together. */
      examples: z.int().nonnegative(),
    })
    .optional(),
});

/** The results of an earlier whole run on a store, outcome by outcome. */
const earlierRun = z.strictObject({
  store: z.strictObject({ kind: z.enum(recordedStores), image: z.string().optional() }),
  /** The day of that run. */
  recorded: z.string(),
  outcomes: z.record(
    z.string(),
    z.strictObject({ result: z.enum(['pass', 'fail', 'skipped']), why: list(z.string()) }),
  ),
  /** The answers of the store alone, without keyhole before it. */
  alone: z
    .strictObject({
      recorded: z.string(),
      outcomes: z.record(z.string(), z.strictObject({ agrees: z.boolean(), how: list(z.string()) })),
    })
    .optional(),
});

/** How a store alone, without keyhole before it, answered an example. */
const aloneAnswer = z.strictObject({
  file: z.string(),
  line: z.int().positive(),
  /** True if it answered as AWS does. */
  agrees: z.boolean(),
  /** How it differs, in plain words. */
  how: z.string().optional(),
});

/**
 * The record of a run of the specification: the features with their results, every decision, and the scenarios as the run
 * read them. It holds no object content, no credential and no value of a secret.
 */
export const runRecord = z.strictObject({
  format: z.literal('keyhole-run'),
  version: z.literal(READ_VERSIONS),
  run: circumstances,
  features: list(recordedFeature),
  scenarios: list(recordedScenario),
  outcomes: list(recordedOutcome),
  /** The steps that features may use, with their use in the run; absent in a record of a tool that does not say it. */
  steps: recordedVocabulary.optional(),
  /** Earlier runs on other stores, from the conformance record. */
  earlier: list(earlierRun),
  /** In a comparison, the answers of the store alone. */
  alone: list(aloneAnswer).optional(),
  /** The access matrices of the scenarios, which keyhole docs adds. */
  matrices: list(decidedMatrix).optional(),
});

export type RunRecord = z.output<typeof runRecord>;
export type Circumstances = z.output<typeof circumstances>;
export type RecordedFeature = z.output<typeof recordedFeature>;
export type RecordedRule = z.output<typeof recordedRule>;
export type RecordedExample = z.output<typeof recordedExample>;
export type RecordedStep = z.output<typeof recordedStep>;
export type EarlierRun = z.output<typeof earlierRun>;
export type AloneAnswer = z.output<typeof aloneAnswer>;
export type PolicyChange = z.output<typeof policyChange>;
export type RecordedOutcome = z.output<typeof recordedOutcome>;
