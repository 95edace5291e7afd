/** What steps are told about the run that they are part of: cucumber's world parameters. */
export interface RunParameters {
  /**
   * Of a run that compares a store with AWS: whether the request of each scenario goes through the gateway, as ever, or past
   * it to the store itself. Everything else goes through the gateway both times, so that the worlds are the same.
   */
  readonly comparing?: 'through the gateway' | 'past the gateway' | undefined;
}
