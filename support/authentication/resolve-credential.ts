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

/** The credential if it is valid now and comes with its token. Throws as {@link resolveCredential} does. */
export function requireValid(
  credential: Credential | undefined,
  { service, now }: Pick<AuthenticationRequest, 'service' | 'now'>,
  { accessKeyId, token }: { readonly accessKeyId: string; readonly token: string | undefined },
): Credential {
  const refusals = refusalsOf(service);
  if (credential?.accessKeyId !== accessKeyId || !credential.active)
    throw refusals.unknownKey(accessKeyId).because({
      why:
        credential === undefined
          ? `no user and no session here has the access key ${accessKeyId}`
          : `the access key ${accessKeyId} is not active`,
      remedy: 'take the access key of a principal of this store; keys of real accounts are unknown here',
    });
  const expected = credential.sessionToken;
  if (expected === undefined ? token !== undefined : !isToken(token, expected))
    throw refusals.invalidToken(accessKeyId, token).because({
      why:
        expected === undefined
          ? `${accessKeyId} is an access key of a user, and the request has a session token`
          : `the session token ${token === undefined ? 'is missing' : 'belongs to another access key'}; ${accessKeyId} is of a session`,
      remedy: 'give the client all three parts of one set of credentials, and none of another',
    });
  if (credential.expiration && credential.expiration <= now)
    throw refusals.expiredToken(token ?? '').because({
      why: `the session ended at ${credential.expiration.toISOString()}; here it is ${now.toISOString()}`,
      remedy: 'assume the role again',
    });
  return credential;
}

function isToken(token: string | undefined, expected: string): boolean {
  return token !== undefined && equalInConstantTime(token, expected);
}
