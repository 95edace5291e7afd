import type { AwsError } from '../../aws/aws-error.ts';

/** The page tokens of a service: opaque texts that lead from one page of a list to the next. */
export interface PageTokenRule {
  /**
   * The input's member. The output's is `Next` and this name, or this name alone. An operation without the
   * member has no such token. Its lists continue after a name or id, which a caller may choose.
   */
  readonly member: string;
  /** The error for a token that no answer contained. */
  readonly refusal: (token: string) => AwsError;
}
