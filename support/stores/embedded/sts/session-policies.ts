import { validationError } from '../../../aws/iam-errors.ts';
import { findPolicy } from '../iam/iam-lookup.ts';
import { accountIn, type IamState } from '../iam/iam-state.ts';

/** The most characters of an inline session policy, and of it with the ARNs of the managed ones. */
const MAX_POLICY = 2048;

/** The members of AssumeRole that bound a session. */
export interface SessionPolicyInput {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

/**
 * The documents of all session policies, managed ones as they read now, in the account of the role.
 * Throws ValidationError.
 *
 * Undocumented: AWS states no error for a managed policy that does not exist; here it is a ValidationError.
 * Source: AWS STS API reference, AssumeRole, Policy and PolicyArns.
 */
export function sessionPoliciesOf(iam: IamState, roleAccount: string, input: SessionPolicyInput): string[] {
  const { Policy: inline, PolicyArns: arns = [] } = input;
  const managed = arns.map(({ arn = '' }) => {
    const policy = findPolicy(accountIn(iam, roleAccount), arn);
    const document = policy?.versions.get(policy.defaultVersionId)?.document;
    if (document === undefined) throw validationError(`Policy ${arn} does not exist or is not attachable.`);
    return document;
  });
  return inline === undefined ? managed : [inline, ...managed];
}

/**
 * The used part of the space for session policies and tags, in per cent; undefined without any.
 *
 * Differs: AWS packs policies and tags in a binary form of its own and measures that; here it is their length.
 */
export function packedPolicySize(
  input: SessionPolicyInput,
  tags: Readonly<Record<string, string>>,
): number | undefined {
  const policies = (input.Policy ?? '') + (input.PolicyArns ?? []).map(({ arn }) => arn ?? '').join('');
  const length = policies.length + Object.entries(tags).flat().join('').length;
  return length === 0 ? undefined : Math.min(100, Math.ceil((length / MAX_POLICY) * 100));
}
