/** The fault of a name in a policy document, and whether it makes the scenario unusable. */
export interface UnknownName {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}
