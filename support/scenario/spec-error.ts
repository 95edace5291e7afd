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
  | 'unknown-outcome';

/** What kept a scenario from being arranged or judged, though its documents are sound. */
export type BrokenRun = 'setup-failed' | 'undecidable' | 'unlooked-at' | 'out-of-order';

/**
 * The specification's own fault, as opposed to an access outcome: the scenario is *broken*, not failed.
 *
 * The message names the file, the place in it where known, and what to do about it.
 */
export class SpecError extends Error {
  readonly code: AuthorMistake | BrokenRun;

  constructor(code: AuthorMistake | BrokenRun, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SpecError';
    this.code = code;
  }
}
