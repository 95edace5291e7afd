import { createPublicKey, verify } from 'node:crypto';
import { AwsError } from '../../../aws/aws-error.ts';

/** A token that was read, and not verified yet. */
export interface WebIdentityToken {
  /** The claim `iss`. */
  readonly issuer: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly algorithm: unknown;
  /** The text that is signed, and its signature. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

/**
 * Reads a JSON Web Token. Throws InvalidIdentityToken for any other text. Source: AWS STS API reference,
 * AssumeRoleWithWebIdentity; the text as AWS sends it.
 */
export function readToken(text: string): WebIdentityToken {
  const [, header, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text) ?? [];
  const head = objectIn(header);
  const claims = objectIn(payload);
  const issuer = claims?.iss;
  if (head === undefined || claims === undefined || signature === undefined || typeof issuer !== 'string')
    throw invalidToken(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  return {
    issuer,
    claims,
    algorithm: head.alg,
    signed: `${header}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
  };
}

function objectIn(part = ''): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Holds a token to its issuer's key and to the time. Throws InvalidIdentityToken, ExpiredTokenException.
 *
 * Undocumented: the text for a wrong signature, and for a token that is not valid yet. Differs: only signatures with ES256
 * are taken.
 */
export function verifyToken(token: WebIdentityToken, publicKey: string, now: Date): void {
  const { algorithm, signed, signature, claims } = token;
  const key = { key: createPublicKey(publicKey), dsaEncoding: 'ieee-p1363' } as const;
  if (algorithm !== 'ES256' || !verify('sha256', Buffer.from(signed), key, signature))
    throw invalidToken(NOT_VALIDATED);
  const seconds = Math.floor(now.getTime() / 1000);
  const { exp, iat, nbf = iat } = claims;
  if (typeof exp !== 'number' || typeof iat !== 'number' || typeof nbf !== 'number')
    throw invalidToken(NOT_VALIDATED);
  if (exp <= seconds)
    throw new AwsError(
      'ExpiredTokenException',
      400,
      `Token expired: current date/time ${seconds} must be before the expiration date/time ${exp}`,
    );
  if (Math.max(iat, nbf) > seconds + LEEWAY) throw invalidToken(NOT_VALIDATED);
}

/** Seconds that the clocks of issuer and gateway may differ. */
const LEEWAY = 300;

const NOT_VALIDATED = 'The web identity token that was passed could not be validated by AWS.';

/** 400: the token is refused. Source: AWS STS API reference, AssumeRoleWithWebIdentity. */
export function invalidToken(message: string): AwsError {
  return new AwsError('InvalidIdentityToken', 400, message);
}
