import { constants } from 'node:os';

/** The exit codes of keyhole's commands. */
export const exitCodes = {
  /** Every outcome holds, or the command did what it was asked. */
  ok: 0,
  /** At least one outcome does not hold. */
  failed: 1,
  /** An argument or document is invalid: a wrong option, a wrong document, a port in use. */
  badInput: 2,
} as const;

/** The exit code of a run that a signal ended early, as shells have it: 128 and the number of the signal. */
export function interruptedCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
