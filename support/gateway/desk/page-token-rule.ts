import type { AwsError } from '../../aws/aws-error.ts';

/** How a service names the opaque texts that lead from one page of a list to the next. */
export interface PageTokenRule {
  /**
   * The input's member. The output's is `Next` and this name, or this name alone. An operation without the member has no
   * such token: its lists go on from names and ids that a caller may make up.
   */
  readonly member: string;
  /** The refusal of a token that no answer gave out. */
  readonly refusal: (token: string) => AwsError;
}
