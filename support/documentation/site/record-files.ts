import { createHash } from 'node:crypto';
import { once } from './once.ts';
import type { Site } from './site.ts';

/** A record as the site carries it. */
export interface RecordFile {
  readonly name: string;
  readonly text: string;
  /** The SHA-256 digest of the text, in hexadecimal. */
  readonly digest: string;
}

/** The records that a site is made of: run.json is the one that the pages explain, the others are numbered. */
export const recordFiles = once(({ main, records }: Site): readonly RecordFile[] =>
  [main, ...records.filter((record) => record !== main)].map((record, index) => {
    const text = JSON.stringify(record);
    const digest = createHash('sha256').update(text).digest('hex');
    return { name: index === 0 ? 'run.json' : `run-${index + 1}.json`, text, digest };
  }),
);
