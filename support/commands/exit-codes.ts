/** What keyhole's commands tell the shell. */
export const exitCodes = {
  /** Every outcome holds. */
  ok: 0,
  /** Some outcome does not hold. */
  failed: 1,
  /** What was given cannot be used: a wrong option, a document that is not valid, a port in use. */
  badInput: 2,
} as const;
