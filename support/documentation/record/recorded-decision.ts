import * as z from 'zod';
import { list } from './list.ts';

/** The file and line of a statement. */
/** The resource of a template or plan that a document is read from. */
const origin = z.strictObject({ file: z.string(), line: z.int().positive().optional(), id: z.string() });

const source = z.strictObject({ file: z.string(), line: z.int().positive(), origin: origin.optional() });

/** A statement that took part in a decision, by the names that people use. */
export const recordedStatement = z.strictObject({
  /** `the key policy of the shared key` */
  policy: z.string(),
  /** The kind of policy: `identity`, `key policy`, `scp`. */
  layer: z.string(),
  /** `the statement "Allow use"`, `statement 2` */
  statement: z.string(),
  effect: z.enum(['Allow', 'Deny']),
  /** Absent for a policy without a file, for example one that a client created. */
  source: source.optional(),
  /** The element that did not match, in plain words; absent if all did. */
  mismatch: z.looseObject({ element: z.string(), detail: z.string() }).optional(),
  /** The conditions that hold only because the request lacks their key. */
  note: z.string().optional(),
});

/** How one permission was decided. */
const permission = z.strictObject({
  result: z.enum(['Granted', 'Denied']),
  /** `kms:Decrypt` */
  action: z.string(),
  /** An ARN. */
  resource: z.string(),
  /** The name that people use for the resource; its ARN if it has no other. */
  resourceName: z.string(),
  /** The statements that allowed it; none for a root user in its own account. */
  allowedBy: list(recordedStatement).optional(),
  denial: z
    .strictObject({
      /** The reason in one sentence. */
      sentence: z.string(),
      /** The remedy, in one sentence. */
      remedy: z.string().optional(),
      layer: z.string(),
      explicit: z.boolean(),
      /** The class of the refusal, such as `foreign-key`. */
      reason: z.string(),
      crossAccount: z.boolean(),
      /** The statement that denied, or the one that came nearest to allowing. */
      nearest: recordedStatement.optional(),
      considered: list(recordedStatement),
    })
    .optional(),
  /** The alias by which the request named the key. */
  alias: z.string().optional(),
  /** A stated fact that the decision rests on. */
  assumption: z.string().optional(),
});

/** One request of an example: who asked what, how each permission was decided, and the answer on the wire. */
export const recordedDecision = z.strictObject({
  /** The id of the decision; clients see it as a header of the answer. */
  id: z.string(),
  time: z.string(),
  service: z.string().optional(),
  operation: z.string().optional(),
  region: z.string().optional(),
  /** The ARN of the caller, the name of a service, or `anonymous`. */
  principal: z.string().optional(),
  /** The name that people use for the caller. */
  caller: z.string().optional(),
  decisions: list(permission),
  response: z
    .looseObject({ status: z.int(), code: z.string().optional(), message: z.string().optional() })
    .optional(),
  /** The reason why the request could not be decided. */
  undecidable: z.string().optional(),
  /** The index of the step that made the request, in the steps of its example. */
  step: z.int().nonnegative(),
});

export type RecordedRequest = z.output<typeof recordedDecision>;
export type RecordedPermission = z.output<typeof permission>;
export type RecordedDenial = NonNullable<RecordedPermission['denial']>;
export type RecordedStatement = z.output<typeof recordedStatement>;
