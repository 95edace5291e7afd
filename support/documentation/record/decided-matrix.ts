import * as z from 'zod';
import { list } from './list.ts';
import { recordedStatement } from './recorded-decision.ts';

/** The results of a cell. All of its uses are allowed or denied, only some are, it depends on a condition key, or it is not decided. */
export const cellResults = ['allowed', 'denied', 'partly', 'conditional', 'undecidable'] as const;
/** One of {@link cellResults}. */
export type CellResult = (typeof cellResults)[number];

/** One use of a cell: an action, on the resource or on an object that stands for others. */
const decidedUse = z.strictObject({
  /** The action, and the one on the key of the resource: `s3:GetObject`, `kms:Decrypt`. */
  actions: list(z.string()),
  /** The key of an object that stands for others. */
  object: z.string().optional(),
  result: z.enum(['allowed', 'denied', 'conditional', 'undecidable']),
  /** The layer that refused. */
  layer: z.string().optional(),
  /** True if a Deny statement refused. */
  explicit: z.boolean().optional(),
  /** The action that was refused. */
  refused: z.string().optional(),
  /** The reason in one sentence; absent if it is allowed by its statements. */
  reason: z.string().optional(),
  /** The element of the nearest statement that did not match, in plain words: `Principal: …`. */
  mismatch: z.string().optional(),
  /** The places of the statements that decided it, in the matrix's list. */
  statements: list(z.int().nonnegative()),
  /** The classes of requests that are allowed, if it depends on a condition key. */
  allowedIf: z.string().optional(),
});

const decidedCell = z.strictObject({
  /** The place in the matrix's list of principals. */
  principal: z.int().nonnegative(),
  /** `read`, `decrypt` */
  access: z.string(),
  result: z.enum(cellResults),
  uses: list(decidedUse),
});

const decidedPrincipal = z.strictObject({
  /** `the transfer role`, `anonymous` */
  phrase: z.string(),
  /** The name of its account in scenario.yaml; absent for those outside of the scenario. */
  account: z.string().optional(),
});

const decidedResource = z.strictObject({
  kind: z.string(),
  /** `the shared key` */
  phrase: z.string(),
  account: z.string(),
  cells: list(decidedCell),
});

/** The access of the principals of a scenario to its resources, as the engine decided it without requests. */
export const decidedMatrix = z.strictObject({
  /** The name of the scenario's folder. */
  scenario: z.string(),
  principals: list(decidedPrincipal),
  resources: list(decidedResource),
  statements: list(recordedStatement),
  /** The number of principals and resources that the scenario has, if they are too many for the pages. */
  of: z.strictObject({ principals: z.int(), resources: z.int() }).optional(),
});

export type DecidedMatrix = z.output<typeof decidedMatrix>;
export type DecidedResource = z.output<typeof decidedResource>;
export type DecidedCell = z.output<typeof decidedCell>;
export type DecidedUse = z.output<typeof decidedUse>;
export type DecidedPrincipal = z.output<typeof decidedPrincipal>;
