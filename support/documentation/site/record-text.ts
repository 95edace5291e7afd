import { oncePerSite } from './once-per-site.ts';

/** The record that the pages explain, as the site carries it in run.json. */
export const recordText = oncePerSite(({ main }): string => JSON.stringify(main));
