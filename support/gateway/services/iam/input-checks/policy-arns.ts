import { invalidInput, validationError } from '../../../../aws/iam-errors.ts';

/** The ARN of a managed policy, of an account or of AWS. */
const POLICY_ARN = /^arn:aws:iam::(\d{12}|aws):policy\/(?:[!-~]+\/)?[\w+=,.@-]+$/;

/**
 * Refuses the ARN of something other than a managed policy. Throws ValidationError, with AWS's two spaces for a text that
 * is no ARN, and InvalidInput for the ARN of something else.
 */
export function checkPolicyArn(arn: string): void {
  if (!arn.startsWith('arn:')) throw validationError('Invalid ARN:  Could not be parsed!');
  if (!POLICY_ARN.test(arn)) throw invalidInput(`ARN ${arn} is not valid.`);
}
