import { once } from './once.ts';
import type { Site } from './site.ts';

/** The record that the pages explain, as the site carries it in run.json. */
export const recordText = once(({ main }: Site): string => JSON.stringify(main));
