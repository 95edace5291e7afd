/** What the author of a scenario, feature or register wrote that cannot be used. */
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

/** What kept an example from being arranged or judged, though its documents are sound. */
const brokenRuns = ['setup-failed', 'undecidable', 'unlooked-at', 'out-of-order'] as const;
/** Why an example is broken. */
export type BrokenRun = (typeof brokenRuns)[number];

/** How errors are called in a run's messages, which keep nothing else of their class. */
export const specErrorNames = { mistake: 'AuthorMistake', broken: 'BrokenExample' } as const;

/**
 * The specification's own fault, as opposed to an access outcome: the example is *broken*, not failed.
 *
 * The message names the file, the place in it where known, and what to do about it.
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
