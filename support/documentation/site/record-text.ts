import { createHash } from 'node:crypto';
import { once } from './once.ts';
import type { Site } from './site.ts';

/** The record that the pages explain, as the site carries it in run.json. */
export const recordText = once(({ main }: Site): string => JSON.stringify(main));

/** The SHA-256 digest of run.json, in hexadecimal. */
export const recordDigest = once((site: Site): string =>
  createHash('sha256').update(recordText(site)).digest('hex'),
);
