import { AwsError } from '../../../aws/aws-error.ts';
import { constraintError, validationError } from '../../../aws/iam-errors.ts';
import type { Input } from '../../../aws/operations.ts';
import type { Principal } from '../../../aws/principal.ts';
import type { RequestFacts } from '../../context/request-facts.ts';
import { isTokenSession } from '../../context/token-session.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { textMember } from '../../plan/text-member.ts';
import { checkPolicyArn } from '../iam/input-checks/arn-kinds.ts';
import { checkModel } from '../iam/input-checks/model-check.ts';
import { checkSessionTags } from './session-tags-check.ts';

/**
 * Refuses an STS request for its own form and for the kind of its caller, before any permission is decided.
 * Throws AwsError.
 */
export function checkStsInput(call: CallFacts<'sts'>): void {
  const { operation, input, facts } = call;
  refuseTokenSession(call);
  refuseUnsupported(operation, input);
  // Differs: an account id is the access key id of its root user, and shorter than AWS's access key ids.
  if (!/^\d{12}$/.test(textMember(input, 'AccessKeyId') ?? '')) checkModel('sts', operation, input);
  if (operation === 'AssumeRole') checkAssumeRole(input as Input<'sts', 'AssumeRole'>, facts);
  if (operation === 'AssumeRoleWithWebIdentity')
    checkRoleSession(input as Input<'sts', 'AssumeRoleWithWebIdentity'>);
  if (operation === 'GetSessionToken') requireUser(facts.principal);
  if (operation === 'GetFederationToken')
    checkFederation(input as Input<'sts', 'GetFederationToken'>, facts.principal);
}

/** Differs: AWS gives a root user the token of a federated user too; that is refused by name. */
function checkFederation(input: Input<'sts', 'GetFederationToken'>, { type }: Principal): void {
  if (type === 'Root')
    throw new AwsError('NotImplemented', 501, 'GetFederationToken for a root user is not implemented.');
  if (type !== 'User')
    throw new AwsError('AccessDenied', 403, 'Cannot call GetFederationToken with session credentials');
  checkSessionPolicies(input);
  checkSessionTags(input, undefined);
}

/** Members that decide who gets a session, and which one, and that keyhole does not evaluate. */
const unsupported: Readonly<Record<string, readonly string[]>> = {
  AssumeRole: ['ProvidedContexts', 'MinimumSessionTokenSize'],
  GetSessionToken: ['MinimumSessionTokenSize'],
};

/** Refuses members that keyhole does not judge. Throws NotImplemented. */
function refuseUnsupported(operation: string, input: object): void {
  for (const member of unsupported[operation] ?? []) {
    if (Reflect.get(input, member) !== undefined)
      throw new AwsError('NotImplemented', 501, `${operation} with ${member} is not implemented.`);
  }
}

/** An ARN of six parts; region and account may be empty. */
const WELL_FORMED = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./;

/** The longest role session from temporary credentials, in seconds. */
const MAX_CHAINED = 3600;

/** The longest inline session policy, in characters. Source: AWS STS API reference, AssumeRole, `Policy`. */
const MAX_POLICY = 2048;
const MAX_POLICY_ARNS = 10;

function checkAssumeRole(input: Input<'sts', 'AssumeRole'>, facts: RequestFacts): void {
  const { DurationSeconds = MAX_CHAINED } = input;
  const { principal } = facts;
  requireRoleArn(input);
  if (principal.type === 'Root')
    throw new AwsError('AccessDenied', 403, 'Roles may not be assumed by root accounts.').because({
      why: 'the caller is the root user of an account, which AWS lets assume no role',
      remedy: 'call AssumeRole with the access key of a user or a session of a role',
    });
  if (DurationSeconds > MAX_CHAINED && isChained(facts))
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    ).because({
      why: 'the caller is a session itself, so this is role chaining, which AWS limits to one hour',
      remedy: `ask for at most ${MAX_CHAINED} seconds, or call AssumeRole with the access key of a user`,
    });
  checkSessionPolicies(input);
  const caller = principal.type === 'AssumedRole' ? principal : undefined;
  checkSessionTags(input, caller);
  checkSourceIdentity(input.SourceIdentity, caller?.sourceIdentity);
}

type RoleSession = Pick<Input<'sts', 'AssumeRoleWithWebIdentity'>, 'RoleArn' | 'Policy' | 'PolicyArns'>;
type SessionPolicies = Pick<RoleSession, 'Policy' | 'PolicyArns'>;

function checkRoleSession(input: RoleSession): void {
  requireRoleArn(input);
  checkSessionPolicies(input);
}

function requireRoleArn({ RoleArn = '' }: RoleSession): void {
  if (!WELL_FORMED.test(RoleArn)) throw validationError(`${RoleArn} is invalid`);
}

/** Limits that are not in the API model, but in the API reference. Throws ValidationError. */
function checkSessionPolicies({ Policy: policy = '', PolicyArns: arns = [] }: SessionPolicies): void {
  for (const { arn = '' } of arns) checkPolicyArn(arn);
  const atMost = (maximum: number) => `Member must have length less than or equal to ${maximum}`;
  if (arns.length > MAX_POLICY_ARNS) throw constraintError('policyArns', '[…]', atMost(MAX_POLICY_ARNS));
  if (policy.length > MAX_POLICY) throw constraintError('policy', policy, atMost(MAX_POLICY));
}

/**
 * STS counts every role session from temporary credentials as role chaining, also from those of GetSessionToken, as four
 * tools report. Source: IAM user guide, "Roles terms and concepts", section "Role chaining".
 */
function isChained(facts: RequestFacts): boolean {
  return facts.principal.type === 'AssumedRole' || isTokenSession(facts);
}

/**
 * Refuses to change a source identity, which stays through a chain of roles. Throws AccessDenied.
 * Undocumented: AWS does not state the text of this error.
 */
function checkSourceIdentity(asked: string | undefined, inherited: string | undefined): void {
  if (asked !== undefined && inherited !== undefined && asked !== inherited)
    throw new AwsError('AccessDenied', 403, 'Session source identity cannot be changed.');
}

/** Only users and root users get sessions of their own. Throws AccessDenied. */
function requireUser({ type }: Principal): void {
  if (type !== 'User' && type !== 'Root')
    throw new AwsError('AccessDenied', 403, 'Cannot call GetSessionToken with session credentials');
}

/**
 * Refuses a session that GetSessionToken gave: STS takes it for two operations only. It takes one of GetFederationToken for GetCallerIdentity
 * alone. Throws AwsError `AccessDenied`.
 *
 * Source: AWS STS API reference, GetSessionToken, section "Permissions".
 */
function refuseTokenSession({ operation, facts }: CallFacts<'sts'>): void {
  const isFederated = facts.principal.type === 'FederatedUser' && operation !== 'GetCallerIdentity';
  const isToken = isTokenSession(facts) && operation !== 'AssumeRole' && operation !== 'GetCallerIdentity';
  if (isFederated || isToken)
    throw new AwsError('AccessDenied', 403, `Cannot call ${operation} with session credentials`);
}
