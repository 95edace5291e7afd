import { newAccessKeyId, newSecretAccessKey, newSessionToken } from '../iam/new-identifiers.ts';
import type { SessionHolder, StsSession, StsState } from './sts-state.ts';

/** Temporary credentials for a holder, known to STS from now on; `duration` in seconds. */
export function issueSession(state: StsState, holder: SessionHolder, duration: number): StsSession {
  // AWS counts in whole seconds: the expiration that a client reads back is the one that holds.
  const expiration = new Date((Math.floor(Date.now() / 1000) + duration) * 1000);
  const session: StsSession = {
    accessKeyId: newAccessKeyId('ASIA'),
    secretAccessKey: newSecretAccessKey(),
    sessionToken: newSessionToken(),
    expiration,
    holder,
  };
  state.sessions.set(session.accessKeyId, session);
  return session;
}

/** A session in the shape that STS answers it. */
export function credentialsMember(session: StsSession) {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: session.expiration,
  };
}
