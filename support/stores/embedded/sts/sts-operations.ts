import { AwsError } from '../../../aws/aws-error.ts';
import { validationError } from '../../../aws/iam-errors.ts';
import type { Input, Output } from '../../../aws/operations.ts';
import { required } from '../iam/iam-constraints.ts';
import { userNamed } from '../iam/iam-lookup.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { assumeRole } from './assume-role.ts';
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity.ts';
import { getFederationToken } from './get-federation-token.ts';
import { credentialsMember, issueSession } from './issue-session.ts';
import type { StsContext } from './sts-context.ts';
import type { SessionHolder, StsState } from './sts-state.ts';

/** Seconds of a GetSessionToken session: 12 hours by default, 36 at most, for root users one. */
const USER_SESSION = { default: 43_200, max: 129_600 };
const ROOT_SESSION = { default: 3600, max: 3600 };

function getCallerIdentity(
  _input: Input<'sts', 'GetCallerIdentity'>,
  { principal }: StsContext,
): Output<'sts', 'GetCallerIdentity'> {
  if (!('accountId' in principal)) {
    throw new AwsError('AccessDenied', 403, 'Only principals of an account have an identity to tell.');
  }
  return { UserId: principal.userId, Account: principal.accountId, Arn: principal.arn };
}

/** Throws AccessDenied for all principals but users and root users. */
function sessionHolder(context: StsContext): SessionHolder {
  const { principal } = context;
  if (principal.type === 'Root') return { type: 'root', accountId: principal.accountId };
  if (principal.type !== 'User') {
    throw new AwsError('AccessDenied', 403, 'Cannot call GetSessionToken with session credentials');
  }
  const user = userNamed(
    { ...context, state: context.iam, account: principal.accountId },
    principal.userName,
  );
  return { type: 'user', accountId: principal.accountId, user };
}

function getSessionToken(
  input: Input<'sts', 'GetSessionToken'>,
  context: StsContext,
): Output<'sts', 'GetSessionToken'> {
  const holder = sessionHolder(context);
  const limits = holder.type === 'root' ? ROOT_SESSION : USER_SESSION;
  const duration = Math.min(input.DurationSeconds ?? limits.default, limits.max);
  const withMfa = input.TokenCode !== undefined;
  return { Credentials: credentialsMember(issueSession(context.state, holder, { duration, withMfa })) };
}

function accountOfSession({ holder }: { readonly holder: SessionHolder }): string {
  return holder.type === 'role' ? holder.principal.accountId : holder.accountId;
}

/** Differs: AWS reads the account off any well-formed id; here the key must have been given out. */
function getAccessKeyInfo(
  input: Input<'sts', 'GetAccessKeyInfo'>,
  { state, iam }: StsContext,
): Output<'sts', 'GetAccessKeyInfo'> {
  const id = required('accessKeyId', input.AccessKeyId);
  const session = state.sessions.get(id);
  const account = session ? accountOfSession(session) : iam.accessKeys.get(id)?.accountId;
  if (account !== undefined) return { Account: account };
  if (/^\d{12}$/.test(id)) return { Account: id };
  throw validationError('Invalid Access Key ID');
}

/** The operations of the embedded STS; roles and users are those of the embedded IAM. */
export const stsOperations = {
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetCallerIdentity: getCallerIdentity,
  GetFederationToken: getFederationToken,
  GetSessionToken: getSessionToken,
  GetAccessKeyInfo: getAccessKeyInfo,
} satisfies OperationTable<'sts', StsState, StsContext>;
