import type { Credential } from '../../../authentication/credential.ts';
import type { FederatedUser, IamUser, Principal } from '../../../aws/principal.ts';
import { roleWithArn } from '../iam/iam-lookup.ts';
import type { IamState, UserEntity } from '../iam/iam-state.ts';
import type { FederatedHolder, StsSession, StsState } from './sts-state.ts';

function rootOf(accountId: string): Principal {
  return { type: 'Root', accountId, arn: `arn:aws:iam::${accountId}:root`, userId: accountId };
}

/** Read anew each time: a rename changes name and ARN under the same key. */
function principalOf(accountId: string, user: UserEntity): IamUser {
  return { type: 'User', accountId, arn: user.arn, userName: user.name, userId: user.id };
}

/** The principal of a session, as long as its role or user exists. */
function principalOfSession(iam: IamState, { holder }: StsSession): Principal | undefined {
  switch (holder.type) {
    case 'role':
      return roleWithArn(iam, holder.principal.roleArn)?.id === holder.principal.roleId
        ? holder.principal
        : undefined;
    case 'user':
      return ownerOf(iam, holder);
    case 'federated': {
      const user = ownerOf(iam, holder);
      return user && federatedUser(user, holder);
    }
    case 'root':
      return rootOf(holder.accountId);
  }
}

/** The user of a session, as long as it exists. */
function ownerOf(
  iam: IamState,
  { accountId, user }: { readonly accountId: string; readonly user: UserEntity },
): IamUser | undefined {
  const known = iam.accounts.get(accountId)?.users.get(user.name.toLowerCase());
  return known?.id === user.id ? principalOf(accountId, known) : undefined;
}

function federatedUser(
  user: IamUser,
  { accountId, name, sessionPolicies, sessionTags }: FederatedHolder,
): FederatedUser {
  const arn = `arn:aws:sts::${accountId}:federated-user/${name}`;
  const type = 'FederatedUser';
  return { type, accountId, arn, userId: `${accountId}:${name}`, user, sessionPolicies, sessionTags };
}

/**
 * The credential of an access key id: an access key of a user or root user, or a session of STS. Undefined if
 * the id is unknown, or if its role or user was deleted. An expired session is returned too: authentication
 * judges its `expiration`.
 */
export function credentialOf(iam: IamState, sts: StsState, accessKeyId: string): Credential | undefined {
  const key = iam.accessKeys.get(accessKeyId);
  if (key) {
    const { accountId, user, secret, active } = key;
    const principal = user ? principalOf(accountId, user) : rootOf(accountId);
    return { accessKeyId, secretAccessKey: secret, active, principal };
  }
  const session = sts.sessions.get(accessKeyId);
  const principal = session && principalOfSession(iam, session);
  if (!session || !principal) return undefined;
  const { secretAccessKey, sessionToken, issued, expiration, withMfa } = session;
  const temporary = { sessionToken, issued, expiration, ...(withMfa === true && { withMfa }) };
  return { accessKeyId, secretAccessKey, ...temporary, active: true, principal };
}
