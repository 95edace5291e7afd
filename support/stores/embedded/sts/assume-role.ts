import { AwsError } from '../../../aws/aws-error.ts';
import { constraintError, validationError } from '../../../aws/iam-errors.ts';
import type { Input, Output } from '../../../aws/operations.ts';
import type { AssumedRole } from '../../../aws/principal.ts';
import { nameOf } from '../../../aws/principal.ts';
import { checkLength, checkRange, required } from '../iam/iam-constraints.ts';
import { roleWithArn } from '../iam/iam-lookup.ts';
import type { RoleEntity } from '../iam/iam-state.ts';
import { credentialsMember, issueSession } from './issue-session.ts';
import { packedPolicySize, sessionPoliciesOf } from './session-policies.ts';
import { sessionTagsFor } from './session-tags.ts';
import type { StsContext } from './sts-context.ts';

/** Seconds that a session may last that was made from another role's session. */
const MAX_CHAINED = 3600;

/** A session name or source identity. Throws ValidationError. */
function checkedSessionName(member: string, value: string | undefined): string {
  const name = required(member, value);
  checkLength(member, name, { min: 2, max: 64 });
  if (!/^[\w+=,.@-]*$/.test(name)) {
    throw constraintError(member, name, 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');
  }
  return name;
}

/** Seconds the session lasts: an hour unless asked otherwise. Throws ValidationError. */
function checkedDuration(asked: number | undefined, role: RoleEntity, chained: boolean): number {
  const seconds = asked ?? 3600;
  checkRange('durationSeconds', seconds, { min: 900, max: 43_200 });
  if (chained && seconds > MAX_CHAINED) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (seconds > role.maxSessionDuration) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return seconds;
}

/**
 * The source identity of the session; once set it stays through a chain. Throws AccessDenied, ValidationError.
 * Differs: AWS documents that it cannot be changed, not in which words it refuses.
 */
function checkedSourceIdentity(
  asked: string | undefined,
  caller: AssumedRole | undefined,
): string | undefined {
  const inherited = caller?.sourceIdentity;
  if (asked === undefined) return inherited;
  const identity = checkedSessionName('sourceIdentity', asked);
  if (inherited !== undefined && identity !== inherited) {
    throw new AwsError('AccessDenied', 403, 'Session source identity cannot be changed.');
  }
  return identity;
}

/** What would change who may assume the role, and is not judged here, is refused by name. Throws NotImplemented. */
function checkSupported(input: Input<'sts', 'AssumeRole'>): void {
  for (const member of ['SerialNumber', 'TokenCode', 'ProvidedContexts'] as const) {
    if (input[member] !== undefined) {
      throw new AwsError('NotImplemented', 501, `AssumeRole with ${member} is not implemented.`);
    }
  }
}

/** An ARN with its six parts, those of region and account perhaps empty. */
const WELL_FORMED = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./;

/** The role to assume. Throws AccessDenied as AWS does, which does not tell a missing role from a forbidden one. */
function roleToAssume(arn: string, context: StsContext): RoleEntity {
  checkLength('roleArn', arn, { min: 20, max: 2048 });
  if (!WELL_FORMED.test(arn)) throw validationError(`${arn} is invalid`);
  if (context.principal.type === 'Root') {
    throw new AwsError('AccessDenied', 403, 'Roles may not be assumed by root accounts.');
  }
  const role = roleWithArn(context.iam, arn);
  if (role) return role;
  const caller = nameOf(context.principal);
  const message = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
  throw new AwsError('AccessDenied', 403, message);
}

/**
 * AssumeRole: a session of a role of any account. Whether the caller may is decided before.
 *
 * Source: STS API reference, "AssumeRole".
 */
export function assumeRole(
  input: Input<'sts', 'AssumeRole'>,
  context: StsContext,
): Output<'sts', 'AssumeRole'> {
  checkSupported(input);
  const sessionName = checkedSessionName('roleSessionName', input.RoleSessionName);
  const role = roleToAssume(required('roleArn', input.RoleArn), context);
  const caller = context.principal.type === 'AssumedRole' ? context.principal : undefined;
  const duration = checkedDuration(input.DurationSeconds, role, caller !== undefined);
  const [, , , , accountId = ''] = role.arn.split(':');
  const { tags, transitiveKeys } = sessionTagsFor(input, caller);
  const sourceIdentity = checkedSourceIdentity(input.SourceIdentity, caller);
  const principal: AssumedRole = {
    type: 'AssumedRole',
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    roleArn: role.arn,
    roleName: role.name,
    roleId: role.id,
    userId: `${role.id}:${sessionName}`,
    sessionName,
    sessionPolicies: sessionPoliciesOf(context.iam, accountId, input),
    sessionTags: tags,
    transitiveTagKeys: transitiveKeys,
    sourceIdentity,
  };
  const session = issueSession(context.state, { type: 'role', principal }, duration);
  return {
    Credentials: credentialsMember(session),
    AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
    PackedPolicySize: packedPolicySize(input, tags),
    SourceIdentity: sourceIdentity,
  };
}
