import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { servedPage } from './served-page.ts';

/** Writes SERVED.md anew. Run it after a change to the desks or to the catalogue of condition keys: `npm run served`. */
await writeFile(join(import.meta.dirname, '../../SERVED.md'), servedPage());
