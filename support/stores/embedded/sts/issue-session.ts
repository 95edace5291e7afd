import { newAccessKeyId, newSecretAccessKey, newSessionToken } from '../iam/new-identifiers.ts';
import type { SessionHolder, StsSession, StsState } from './sts-state.ts';

/** The length of a session in seconds, and whether its caller gave a code of an MFA device, which the gateway has checked. */
export interface SessionTerms {
  readonly duration: number;
  readonly withMfa?: boolean | undefined;
}

/** Issues temporary credentials for a holder, which STS then knows. */
export function issueSession(
  state: StsState,
  holder: SessionHolder,
  { duration, withMfa }: SessionTerms,
): StsSession {
  // AWS counts in whole seconds: the expiration that a client reads back is the one that holds.
  const now = Math.floor(Date.now() / 1000);
  const [issued, expiration] = [new Date(now * 1000), new Date((now + duration) * 1000)];
  const session: StsSession = {
    accessKeyId: newAccessKeyId('ASIA'),
    secretAccessKey: newSecretAccessKey(),
    sessionToken: newSessionToken(),
    issued,
    expiration,
    ...(withMfa === true && { withMfa }),
    holder,
  };
  if (state.sessions.size >= state.sweepAt) sweep(state);
  state.sessions.set(session.accessKeyId, session);
  return session;
}

/** The fewest sessions at which expired ones are looked for. */
const FIRST_SWEEP = 1000;

/**
 * Drops the sessions that have expired. It runs again when there are twice as many sessions as are left, so
 * that each session costs little.
 *
 * Differs: AWS answers ExpiredToken to all expired sessions; here a dropped one is answered as one that never was.
 */
function sweep(state: StsState): void {
  const now = Date.now();
  for (const [id, { expiration }] of state.sessions) {
    if (expiration.getTime() + KEPT_AFTER_END < now) state.sessions.delete(id);
  }
  state.sweepAt = Math.max(FIRST_SWEEP, 2 * state.sessions.size);
}

/** Milliseconds for which an expired session is still known as expired. */
const KEPT_AFTER_END = 60 * 60 * 1000;

/** A session in the shape of STS's answers. */
export function credentialsMember(session: StsSession) {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: session.expiration,
  };
}
