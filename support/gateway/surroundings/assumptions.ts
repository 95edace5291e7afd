/**
 * The facts about requests that no account shows, as their author states them: where requests come from, or whether callers
 * sign in with MFA. Only the owner of a gateway states them; no request can.
 */
export interface Assumptions {
  /** The values of condition keys, by AWS's names. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** The file in which they are stated, or can be: `scenarios/orders/scenario.yaml`. Without one, options state them. */
  readonly file: string | undefined;
}
