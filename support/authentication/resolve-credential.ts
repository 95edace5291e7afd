import type { AuthenticationRequest } from './authenticated.ts';
import { equalInConstantTime } from './constant-time.ts';
import type { Credential } from './credential.ts';
import { refusalsOf } from './refusals-of.ts';
import { wellKnownCredential } from './well-known-credentials.ts';

/**
 * The credential of an access key id, if it is valid now and the request has the right session token.
 *
 * Throws the service's error for an unknown or inactive access key, and for an expired session. Throws it also for a
 * session token that is missing, belongs to another access key, or comes with a long-term key.
 * Source: IAM user guide, "Use temporary credentials with AWS resources".
 */
export function resolveCredential(
  request: AuthenticationRequest,
  accessKeyId: string,
  token: string | undefined,
): Promise<Credential> | Credential {
  const found = wellKnownCredential(accessKeyId, request.service) ?? request.credentials(accessKeyId);
  const valid = (credential: Credential | undefined) =>
    requireValid(credential, request, { accessKeyId, token });
  return found instanceof Promise ? found.then(valid) : valid(found);
}

function requireValid(
  credential: Credential | undefined,
  { service, now }: AuthenticationRequest,
  { accessKeyId, token }: { readonly accessKeyId: string; readonly token: string | undefined },
): Credential {
  const refusals = refusalsOf(service);
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
