import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownDifferences } from './known-differences.ts';

/**
 * Writes the known differences for the documentation, which the package ships without its sources. Run it after a change to
 * a `Differs:` or `Undocumented:` comment, to the desks or to the condition keys: `npm run differences`.
 */
await writeFile(
  join(import.meta.dirname, '../documentation/differences/known-differences.json'),
  `${JSON.stringify(knownDifferences(), undefined, 2)}\n`,
);
