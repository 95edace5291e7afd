/** The fault of a name in a policy document, and whether it makes the scenario unusable. */
export interface UnknownName {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** An account that the scenario does not have. A scenario warns of it once, however many names are of it. */
  readonly account?: string | undefined;
}
