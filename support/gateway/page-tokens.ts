import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Operation, Service } from '../aws/operations.ts';

/** The requests that a page token is good for. */
export interface TokenScope {
  readonly service: Service;
  readonly operation: Operation;
  /** The caller's account; empty if the caller has none. */
  readonly account: string;
}

/** Bytes of a seal: 128 bits cannot be guessed. */
const SEAL = 16;

/**
 * Seals the page tokens of a store, so that a made-up token is recognized.
 *
 * A sealed token is the URL-safe base64 of a seal and the store's token: clients that encode it once too often change
 * nothing. The key is this object's own: no other gateway opens the token.
 */
export class PageTokens {
  readonly #key = randomBytes(32);

  /** Seals a store's token for a client. The token is well-formed Unicode. */
  seal(scope: TokenScope, token: string): string {
    const text = Buffer.from(token);
    return Buffer.concat([this.#sealOf(scope, text), text]).toString('base64url');
  }

  /** Opens a client's token; undefined if this object did not seal it for this scope. */
  open(scope: TokenScope, sealed: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    // The decoder ignores invalid characters, so they are checked here.
    if (bytes.length < SEAL || bytes.toString('base64url') !== sealed) return undefined;
    const text = bytes.subarray(SEAL);
    return timingSafeEqual(bytes.subarray(0, SEAL), this.#sealOf(scope, text)) ? text.toString() : undefined;
  }

  #sealOf({ service, operation, account }: TokenScope, text: Uint8Array): Buffer {
    // None of the three holds a slash.
    const hmac = createHmac('sha256', this.#key).update(`${service}/${operation}/${account}/`);
    return hmac.update(text).digest().subarray(0, SEAL);
  }
}
