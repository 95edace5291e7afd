import type { AssumedRole } from '../../../aws/principal.ts';
import type { UserEntity } from '../iam/iam-state.ts';

/** Whom a session was made for: a role, or by GetSessionToken a user or root user. */
export type SessionHolder =
  | { readonly type: 'role'; readonly principal: AssumedRole }
  | { readonly type: 'user'; readonly accountId: string; readonly user: UserEntity }
  | { readonly type: 'root'; readonly accountId: string };

/** Temporary credentials that STS gave out. */
export interface StsSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  readonly holder: SessionHolder;
}

/** The sessions of a whole world by access key id. */
export interface StsState {
  readonly sessions: Map<string, StsSession>;
}

/** A world in which nobody has asked for temporary credentials. */
export function createStsState(): StsState {
  return { sessions: new Map() };
}
