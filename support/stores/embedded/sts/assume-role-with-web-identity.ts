import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Output } from '../../../aws/operations.ts';
import type { AssumedRole } from '../../../aws/principal.ts';
import { accountOfRole, HOUR, roleToAssume, sessionOf } from './assume-role.ts';
import { credentialsMember, issueSession } from './issue-session.ts';
import { packedPolicySize, sessionPoliciesOf } from './session-policies.ts';
import type { StsContext } from './sts-context.ts';

/**
 * AssumeRoleWithWebIdentity: a session of a role for the holder of a token. The gateway has verified the token, and decided
 * who may have the session.
 *
 * Source: AWS STS API reference, AssumeRoleWithWebIdentity.
 */
export function assumeRoleWithWebIdentity(
  input: Input<'sts', 'AssumeRoleWithWebIdentity'>,
  context: StsContext,
): Output<'sts', 'AssumeRoleWithWebIdentity'> {
  const { principal: identity } = context;
  if (identity.type !== 'WebIdentity')
    throw new AwsError('AccessDenied', 403, 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
  const { RoleArn = '', RoleSessionName = '', DurationSeconds = HOUR } = input;
  const role = roleToAssume(RoleArn, context);
  const { sessionTags: tags = {} } = identity;
  const principal: AssumedRole = {
    ...sessionOf(role, RoleSessionName),
    sessionPolicies: sessionPoliciesOf(context.iam, accountOfRole(role), input),
    sessionTags: tags,
    transitiveTagKeys: identity.transitiveTagKeys,
    sourceIdentity: identity.sourceIdentity,
    assumedBy: identity.type,
    webIdentity: identity,
  };
  const session = issueSession(context.state, { type: 'role', principal }, { duration: DurationSeconds });
  return {
    Credentials: credentialsMember(session),
    SubjectFromWebIdentityToken: identity.subject,
    AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
    PackedPolicySize: packedPolicySize(input, tags),
    SourceIdentity: identity.sourceIdentity,
    Provider: identity.provider,
    Audience: identity.audience,
  };
}
