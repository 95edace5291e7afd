import { createHash } from 'node:crypto';
import type { PolicyPlace } from './policy-place.ts';

/** A short digest of a document, by which a page tells whether it is still the one that its reader saw. */
export function digestOf(text: string | undefined): string {
  return text === undefined ? 'none' : createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** A digest of all policies of a lab: their places with their documents. */
export function digestOfAll(places: readonly PolicyPlace[]): string {
  return digestOf(places.map(({ name, text }) => `${name} ${digestOf(text)}`).join('\n'));
}
