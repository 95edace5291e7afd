import type { AwsError } from '../../aws/aws-error.ts';
import type { WrittenPolicy, WrittenStatement } from './written-policy.ts';

/** A fault of a policy document, and its place. */
export interface Fault {
  /** `Statement[0].Action`; empty for the document itself. */
  readonly path: string;
  /** In one sentence without a full stop. */
  readonly reason: string;
  /** The part of the document that AWS's text repeats. */
  readonly quoted?: string | undefined;
}

/**
 * The evidence that AWS refuses such a document, and for its words. It comes from answers recorded from AWS,
 * from AWS's documentation, or from public reports or the tests of other projects. With `wording assumed`,
 * the refusal is known and its wording is not.
 */
export type Certainty = 'recorded' | 'documented' | 'reported' | 'wording assumed';

/** One reason for which a service does not store a policy document. */
export interface Rule<Subject> {
  /** The first fault of this kind; undefined if there is none. */
  readonly finds: (subject: Subject) => Fault | undefined;
  /** AWS's text. `{quoted}` stands for what it repeats, `{line}` and `{column}` for the place. */
  readonly says: string;
  readonly source: string;
  readonly sure: Certainty;
}

/** Everything for which a service refuses a kind of document, in the order in which it looks. */
export interface DocumentRules {
  /** Rules about the text, before it is read as JSON. */
  readonly text: readonly Rule<string>[];
  /** About the document as a whole. */
  readonly document: readonly Rule<WrittenPolicy>[];
  /** About each statement: all of them for the first statement, before any for the second. */
  readonly statement: readonly Rule<WrittenStatement>[];
  /** AWS's text for every other fault. */
  readonly otherwise: string;
  readonly error: (message: string, headers: Readonly<Record<string, string>>) => AwsError;
}
