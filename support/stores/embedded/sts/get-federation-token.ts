import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Output } from '../../../aws/operations.ts';
import { required } from '../iam/iam-constraints.ts';
import { userNamed } from '../iam/iam-lookup.ts';
import { credentialsMember, issueSession } from './issue-session.ts';
import { packedPolicySize, sessionPoliciesOf } from './session-policies.ts';
import { sessionTagsFor } from './session-tags.ts';
import type { StsContext } from './sts-context.ts';

/** Seconds of a session by default: 12 hours. */
const DEFAULT_DURATION = 43_200;

/**
 * Gives an IAM user a session for another identity, which has what both the user's policies and the session policies
 * allow. Throws AccessDenied for all other principals.
 *
 * Source: AWS STS API reference, GetFederationToken.
 */
export function getFederationToken(
  input: Input<'sts', 'GetFederationToken'>,
  context: StsContext,
): Output<'sts', 'GetFederationToken'> {
  const { principal, iam, state } = context;
  if (principal.type !== 'User')
    throw new AwsError('AccessDenied', 403, 'Cannot call GetFederationToken with session credentials');
  const { accountId, userName } = principal;
  const name = required('name', input.Name);
  const user = userNamed({ ...context, state: iam, account: accountId }, userName);
  const sessionPolicies = sessionPoliciesOf(iam, accountId, input);
  const { tags: sessionTags } = sessionTagsFor({ Tags: input.Tags }, undefined);
  const holder = { type: 'federated', accountId, user, name, sessionPolicies, sessionTags } as const;
  const session = issueSession(state, holder, { duration: input.DurationSeconds ?? DEFAULT_DURATION });
  const size = packedPolicySize(input, sessionTags);
  return {
    Credentials: credentialsMember(session),
    FederatedUser: {
      FederatedUserId: `${accountId}:${name}`,
      Arn: `arn:aws:sts::${accountId}:federated-user/${name}`,
    },
    ...(size !== undefined && { PackedPolicySize: size }),
  };
}
