/**
 * The codes of mistakes: the author of a scenario, feature or register, or the user of a command, wrote something
 * invalid.
 */
export type AuthorMistake =
  | 'unknown-scenario'
  | 'duplicate-scenario'
  | 'unreadable-file'
  | 'syntax'
  | 'invalid-document'
  | 'invalid-policy'
  | 'undefined-placeholder'
  | 'unknown-name'
  | 'unknown-outcome'
  | 'nothing-selected'
  | 'unusable-port'
  | 'unusable-endpoint'
  | 'unusable-backend';

/** The codes of broken examples: one could not be arranged or judged, although its documents are valid. */
const brokenRuns = ['setup-failed', 'undecidable', 'unlooked-at', 'out-of-order'] as const;
/** The reason why an example is broken. */
export type BrokenRun = (typeof brokenRuns)[number];

/** The names of these errors in a run's messages, which keep only an error's name and text. */
export const specErrorNames = { mistake: 'AuthorMistake', broken: 'BrokenExample' } as const;

/**
 * A fault of the specification itself: the example is *broken*, not failed.
 *
 * The message names the file, the place in it if it is known, and what to do about it.
 */
export class SpecError extends Error {
  readonly code: AuthorMistake | BrokenRun;

  constructor(code: AuthorMistake | BrokenRun, message: string, options?: ErrorOptions) {
    super(message, options);
    const broken = brokenRuns.some((run) => run === code);
    this.name = broken ? specErrorNames.broken : specErrorNames.mistake;
    this.code = code;
  }
}
