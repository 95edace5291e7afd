import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Output } from '../../../aws/operations.ts';
import type { AssumedRole } from '../../../aws/principal.ts';
import { nameOf } from '../../../aws/principal.ts';
import { roleWithArn } from '../iam/iam-lookup.ts';
import type { RoleEntity } from '../iam/iam-state.ts';
import { credentialsMember, issueSession } from './issue-session.ts';
import { packedPolicySize, sessionPoliciesOf } from './session-policies.ts';
import { sessionTagsFor } from './session-tags.ts';
import type { StsContext } from './sts-context.ts';

/**
 * The role to assume. Throws AccessDenied if it does not exist: AWS's answer is the same as for a forbidden
 * role.
 */
export function roleToAssume(arn: string, context: StsContext): RoleEntity {
  const role = roleWithArn(context.iam, arn);
  if (role) return role;
  const caller = nameOf(context.principal);
  const message = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
  throw new AwsError('AccessDenied', 403, message);
}

/** The account that a role belongs to. */
export function accountOfRole({ arn }: RoleEntity): string {
  return arn.split(':')[4] ?? '';
}

/** The names and ids of a session of a role. */
export function sessionOf(role: RoleEntity, sessionName: string) {
  const accountId = accountOfRole(role);
  return {
    type: 'AssumedRole',
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    roleArn: role.arn,
    roleName: role.name,
    roleId: role.id,
    userId: `${role.id}:${sessionName}`,
    sessionName,
  } as const;
}

/** Seconds that a session lasts unless asked otherwise. */
export const HOUR = 3600;

/**
 * AssumeRole: a session of a role of any account. The gateway has decided who may have it, and checked its
 * form and length.
 * Throws AccessDenied, ValidationError.
 *
 * Source: AWS STS API reference, AssumeRole.
 */
export function assumeRole(
  input: Input<'sts', 'AssumeRole'>,
  context: StsContext,
): Output<'sts', 'AssumeRole'> {
  const { RoleArn = '', RoleSessionName: sessionName = '', DurationSeconds = HOUR } = input;
  const role = roleToAssume(RoleArn, context);
  const caller = context.principal.type === 'AssumedRole' ? context.principal : undefined;
  const { tags, transitiveKeys } = sessionTagsFor(input, caller);
  // Once set, it stays through a chain of roles.
  const sourceIdentity = caller?.sourceIdentity ?? input.SourceIdentity;
  const principal: AssumedRole = {
    ...sessionOf(role, sessionName),
    sessionPolicies: sessionPoliciesOf(context.iam, accountOfRole(role), input),
    sessionTags: tags,
    transitiveTagKeys: transitiveKeys,
    sourceIdentity,
    assumedBy: context.principal.type,
  };
  const session = issueSession(
    context.state,
    { type: 'role', principal },
    { duration: DurationSeconds, withMfa: input.TokenCode !== undefined },
  );
  return {
    Credentials: credentialsMember(session),
    AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
    PackedPolicySize: packedPolicySize(input, tags),
    SourceIdentity: sourceIdentity,
  };
}
