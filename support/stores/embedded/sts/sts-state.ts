import type { AssumedRole, FederatedUser } from '../../../aws/principal.ts';
import type { IamState, UserEntity } from '../iam/iam-state.ts';

/** The owner of a session: a role, or, of GetSessionToken, a user or root user. */
export type SessionHolder =
  | { readonly type: 'role'; readonly principal: AssumedRole }
  | { readonly type: 'user'; readonly accountId: string; readonly user: UserEntity }
  | { readonly type: 'root'; readonly accountId: string }
  | FederatedHolder;

/** The owner of a session of GetFederationToken: the user whose policies bound it. */
export interface FederatedHolder extends Pick<FederatedUser, 'sessionPolicies' | 'sessionTags'> {
  readonly type: 'federated';
  readonly accountId: string;
  readonly user: UserEntity;
  /** The name of the federated user. */
  readonly name: string;
}

/** Temporary credentials that STS gave out. */
export interface StsSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** In whole seconds, as the expiration. */
  readonly issued: Date;
  readonly expiration: Date;
  /** True if it was requested with a code of an MFA device. */
  readonly withMfa?: boolean | undefined;
  readonly holder: SessionHolder;
}

/** All sessions by access key id. */
export interface StsState {
  readonly sessions: Map<string, StsSession>;
  /** The number of sessions at which expired ones are dropped. */
  sweepAt: number;
}

/** An STS without sessions. */
export function createStsState(): StsState {
  return { sessions: new Map(), sweepAt: 1000 };
}

/** A copy of the sessions, for the users of a copied IAM; the user of a session may be deleted. */
export function copyStsState({ sessions, sweepAt }: StsState, iam: IamState): StsState {
  const copied = [...sessions].map(([id, session]): [string, StsSession] => [id, copySession(session, iam)]);
  return { sessions: new Map(copied), sweepAt };
}

function copySession(session: StsSession, iam: IamState): StsSession {
  const { holder } = session;
  if (holder.type !== 'user' && holder.type !== 'federated') return structuredClone(session);
  const users = iam.accounts.get(holder.accountId)?.users.values() ?? [];
  const user = [...users].find(({ id }) => id === holder.user.id) ?? structuredClone(holder.user);
  return { ...session, holder: { ...holder, user } };
}
