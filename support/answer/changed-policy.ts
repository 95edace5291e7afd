/** A policy that a step changed, in a form that JSON can hold. */
export interface ChangedPolicy {
  /** The policy in the words of the record's documents: `the key policy of the shared key`. */
  readonly policy: string;
  /** The document of the scenario that it is now, or that it shares most statements with, from the folder of the run. */
  readonly file?: string | undefined;
  /** Its text, with the scenario's placeholders, unless it is the text of that file. */
  readonly text?: string | undefined;
  /** True if the policy was taken away. */
  readonly removed?: boolean | undefined;
}
