/** The signal that ended this run early; undefined while it goes on. */
let received: NodeJS.Signals | undefined;

/** The reason with which examples are skipped after an interrupt. */
export const interruptedReason = 'the run was interrupted';

/** Ends the run after the current example: all later ones are skipped. */
export function interruptRun(signal: NodeJS.Signals): void {
  received = signal;
}

/** The signal that ended this run early; undefined if none did. */
export function interruptedBy(): NodeJS.Signals | undefined {
  return received;
}
