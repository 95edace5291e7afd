/** The exit codes of keyhole's commands. */
export const exitCodes = {
  /** Every outcome holds, or the command did what it was asked. */
  ok: 0,
  /** At least one outcome does not hold. */
  failed: 1,
  /** An argument or document is invalid: a wrong option, a wrong document, a port in use. */
  badInput: 2,
} as const;
