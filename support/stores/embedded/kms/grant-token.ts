import { randomBytes } from '../shared/random-bytes.ts';
import type { KmsGrant } from './grant.ts';
import type { KmsState } from './kms-state.ts';

const VERSION = 1;
const NONCE_LENGTH = 16;

/** A token for a grant: different each time, and all of them stand for the grant as long as it is there. */
export function newGrantToken({ keyArn, id }: KmsGrant): string {
  const header = Buffer.of(VERSION);
  return Buffer.concat([header, randomBytes(NONCE_LENGTH), Buffer.from(id + keyArn)]).toString('base64');
}

/**
 * The grant that a token stands for; undefined for made-up tokens and where the grant is gone. A token is no secret
 * beyond the id and the key of its grant, which do all that it does.
 */
export function grantOfToken(state: KmsState, token: string): KmsGrant | undefined {
  const bytes = Buffer.from(token, 'base64');
  if (bytes[0] !== VERSION || bytes.toString('base64') !== token) return undefined;
  const text = bytes.toString('latin1', 1 + NONCE_LENGTH);
  return state.grants.get(text.slice(64))?.byId.get(text.slice(0, 64));
}
