import type { AuthenticationRequest } from './authenticated.ts';
import { equalInConstantTime } from './constant-time.ts';
import type { Credential } from './credential.ts';
import { refusalsOf } from './refusals-of.ts';
import { wellKnownCredential } from './well-known-credentials.ts';

/**
 * The credential an access key id stands for, if it may be used now, with the session token that came with it.
 *
 * Errors: the service's own for an unknown or inactive access key, a session token that is missing, not this access
 * key's or sent with a long-term key, and an expired session (IAM User Guide, "Using temporary security credentials").
 */
export async function resolveCredential(
  request: AuthenticationRequest,
  accessKeyId: string,
  token: string | undefined,
): Promise<Credential> {
  const { service, now } = request;
  const refusals = refusalsOf(service);
  const found = wellKnownCredential(accessKeyId, service) ?? request.credentials(accessKeyId);
  const credential = found instanceof Promise ? await found : found;
  if (credential?.accessKeyId !== accessKeyId || !credential.active) throw refusals.unknownKey(accessKeyId);
  const expected = credential.sessionToken;
  if (expected === undefined ? token !== undefined : !isToken(token, expected))
    throw refusals.invalidToken(accessKeyId, token);
  if (credential.expiration && credential.expiration <= now) throw refusals.expiredToken(token ?? '');
  return credential;
}

function isToken(token: string | undefined, expected: string): boolean {
  return token !== undefined && equalInConstantTime(token, expected);
}
