import { invalidInput, validationError } from '../../../../aws/iam-errors.ts';
import { textMember } from '../../../plan/text-member.ts';

/** The ARN of a managed policy, of an account or of AWS. */
const POLICY = /^arn:aws:iam::(\d{12}|aws):policy\/(?:[!-~]+\/)?[\w+=,.@-]+$/;
const OIDC_PROVIDER = /^arn:aws:iam::\d{12}:oidc-provider\/[!-~]+$/;

/** The members that take the ARN of one kind of resource, in every operation that has them, and its form. */
const KINDS: Readonly<Record<string, RegExp>> = {
  PolicyArn: POLICY,
  PermissionsBoundary: POLICY,
  OpenIDConnectProviderArn: OIDC_PROVIDER,
};

/**
 * Refuses the ARN of something else than a member names. Throws ValidationError for a text that is no ARN, and InvalidInput for
 * the ARN of something else.
 *
 * Undocumented: AWS does not state the words for the ARN of a provider. Those for the ARN of a policy are used.
 */
export function checkArnKinds(input: object): void {
  for (const [member, form] of Object.entries(KINDS)) {
    const arn = textMember(input, member);
    if (arn !== undefined) checkArn(arn, form);
  }
}

/** Refuses the ARN of something other than a managed policy, as {@link checkArnKinds} does. */
export function checkPolicyArn(arn: string): void {
  checkArn(arn, POLICY);
}

/** AWS's text has two spaces. */
function checkArn(arn: string, form: RegExp): void {
  if (!arn.startsWith('arn:')) throw validationError('Invalid ARN:  Could not be parsed!');
  if (!form.test(arn)) throw invalidInput(`ARN ${arn} is not valid.`);
}
