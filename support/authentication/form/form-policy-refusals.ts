import { AwsError } from '../../aws/aws-error.ts';

/**
 * S3's refusals of an upload by a form, for its policy.
 *
 * Source: Amazon S3 API reference, "POST Policy" and "Error responses"; texts as S3 sends them.
 * Undocumented: the texts for a condition that has another form; they are keyhole's own.
 */
export const formPolicyRefusals = {
  invalid: (problem: string) => new AwsError('InvalidPolicyDocument', 400, `Invalid Policy: ${problem}`),
  failed: (condition: string) => byPolicy(`Policy Condition failed: ${condition}`),
  extra: (fields: readonly string[]) => byPolicy(`Extra input fields: ${fields.join(', ')}`),
  expired: (why: string) =>
    byPolicy('Policy expired.').because({ why, remedy: 'make the policy of the form again, and sign it' }),
};

function byPolicy(problem: string): AwsError {
  return new AwsError('AccessDenied', 403, `Invalid according to Policy: ${problem}`);
}
