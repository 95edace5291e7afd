import { randomBytes } from '../shared/random-bytes.ts';
import type { KmsGrant } from './grant.ts';
import type { KmsState } from './kms-state.ts';

const VERSION = 1;
const NONCE_LENGTH = 16;

/** A token for a grant. Each token is different, and all stand for the grant as long as it exists. */
export function newGrantToken({ keyArn, id }: KmsGrant): string {
  const header = Buffer.of(VERSION);
  return Buffer.concat([header, randomBytes(NONCE_LENGTH), Buffer.from(id + keyArn)]).toString('base64');
}

/**
 * The grant that a token stands for; undefined for made-up tokens, and if the grant no longer exists. A token
 * gives no more than the id and the key of its grant do.
 */
export function grantOfToken(state: KmsState, token: string): KmsGrant | undefined {
  const bytes = Buffer.from(token, 'base64');
  if (bytes[0] !== VERSION || bytes.toString('base64') !== token) return undefined;
  const text = bytes.toString('latin1', 1 + NONCE_LENGTH);
  return state.grants.get(text.slice(64))?.byId.get(text.slice(0, 64));
}
