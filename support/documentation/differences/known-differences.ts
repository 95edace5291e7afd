import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { ownFile } from '../../node/own-file.ts';
import { list } from '../record/list.ts';

const difference = z.strictObject({
  kind: z.enum(['differs', 'undocumented']),
  text: z.string(),
  /** The subject of the difference, in a sentence. */
  about: z.string().optional(),
  /** The file of the comment that states it. */
  file: z.string(),
});

const ofService = z.strictObject({
  service: z.string(),
  title: z.string(),
  differences: list(difference),
  served: z.int().nonnegative(),
  servedByOtherStores: list(z.string()),
  refusedByName: list(z.string()),
});

const knownDifferences = z.strictObject({
  services: list(ofService),
  general: list(difference),
  unknownConditionKeys: list(z.string()),
});

export type KnownDifference = z.output<typeof difference>;
export type DifferencesOfService = z.output<typeof ofService>;
type KnownDifferences = z.output<typeof knownDifferences>;

let known: KnownDifferences | undefined;

/** The known differences of keyhole from AWS: `npm run differences` writes their file. */
export function readKnownDifferences(): KnownDifferences {
  known ??= knownDifferences.parse(
    JSON.parse(readFileSync(ownFile('support/documentation/differences/known-differences.json'), 'utf8')),
  );
  return known;
}
