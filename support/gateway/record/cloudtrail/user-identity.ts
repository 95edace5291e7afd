import type { Principal } from '../../../aws/principal.ts';

/** The caller, as CloudTrail shows it. Source: AWS CloudTrail user guide, "CloudTrail userIdentity element". */
export interface UserIdentity {
  readonly type: 'Root' | 'IAMUser' | 'AssumedRole' | 'FederatedUser' | 'AWSAccount';
  /** `AIDA…`, `AROA…:session`, or the account's id for a root user. */
  readonly principalId: string;
  readonly arn?: string;
  readonly accountId: string;
  readonly accessKeyId?: string | undefined;
  readonly userName?: string;
  readonly sessionContext?: SessionContext;
  /** The service that made the call on behalf of the identity. */
  readonly invokedBy?: string | undefined;
}

/** The role that a session is of, or the user of a federated one. */
export interface SessionContext {
  readonly sessionIssuer: {
    readonly type: 'Role' | 'IAMUser';
    readonly principalId: string;
    readonly arn: string;
    readonly accountId: string;
    readonly userName: string;
  };
  readonly attributes: { readonly mfaAuthenticated: 'true' | 'false' };
  readonly sourceIdentity?: string;
}

/** The facts of a caller besides its identity. */
export interface CallerFacts {
  readonly accessKeyId?: string | undefined;
  readonly invokedBy?: string | undefined;
  /** True for temporary credentials that were requested with MFA. */
  readonly withMfa?: boolean | undefined;
}

/**
 * The identity in the caller's own account; undefined for callers without an account.
 *
 * Differs: AWS also states when a session began, which no store of keyhole keeps.
 */
export function callerIdentity(principal: Principal, facts: CallerFacts): UserIdentity | undefined {
  if (!('accountId' in principal)) return undefined;
  const { accountId, arn, userId: principalId } = principal;
  const { accessKeyId, invokedBy } = facts;
  switch (principal.type) {
    case 'Root':
      return { type: 'Root', principalId, arn, accountId, accessKeyId, invokedBy };
    case 'User':
      return {
        type: 'IAMUser',
        principalId,
        arn,
        accountId,
        accessKeyId,
        userName: principal.userName,
        invokedBy,
      };
    case 'FederatedUser': {
      const { arn: userArn, userId, userName } = principal.user;
      const sessionContext: SessionContext = {
        sessionIssuer: { type: 'IAMUser', principalId: userId, arn: userArn, accountId, userName },
        attributes: { mfaAuthenticated: 'false' },
      };
      return { type: 'FederatedUser', principalId, arn, accountId, accessKeyId, sessionContext, invokedBy };
    }
    case 'AssumedRole': {
      const { roleId, roleArn, roleName, sourceIdentity } = principal;
      const sessionContext: SessionContext = {
        sessionIssuer: { type: 'Role', principalId: roleId, arn: roleArn, accountId, userName: roleName },
        attributes: { mfaAuthenticated: facts.withMfa === true ? 'true' : 'false' },
        ...(sourceIdentity !== undefined && { sourceIdentity }),
      };
      return { type: 'AssumedRole', principalId, arn, accountId, accessKeyId, sessionContext, invokedBy };
    }
  }
}

/**
 * The same identity as the owner of a key in another account sees it. It has the account and the unique id of
 * the principal; a role's session has its name too.
 */
export function foreignIdentity({ principalId, accountId, invokedBy }: UserIdentity): UserIdentity {
  return { type: 'AWSAccount', principalId, accountId, invokedBy };
}
