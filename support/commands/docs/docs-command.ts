import { relative, resolve } from 'node:path';
import { prepareDrawings } from '../../documentation/diagram/diagram.ts';
import { siteOf } from '../../documentation/site/site-of.ts';
import { writeSite } from '../../documentation/write-site.ts';
import { exitCodes } from '../exit-codes.ts';
import { invocation } from '../invocation.ts';
import { readRun } from './read-run.ts';
import { runFile } from './run-file.ts';

/** What to make a site of, and where. */
export interface DocsOptions {
  /** Files with records of runs. */
  readonly runs: readonly string[];
  /** The folder of the site. */
  readonly out: string;
}

/** `keyhole docs`: writes the site. Returns the exit code; rejects with SpecError for a record that cannot be read. */
export async function runDocs({ runs, out }: DocsOptions): Promise<number> {
  const records = (runs.length > 0 ? runs : [runFile()]).map(readRun);
  const folder = resolve(out);
  const started = performance.now();
  const site = siteOf(records, { repeat: invocation('spec') });
  await prepareDrawings(site);
  const pages = writeSite(site, folder);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const first = relative(process.cwd(), resolve(folder, 'index.html'));
  process.stdout.write(`${first}: ${pages} pages, ${seconds} s\n`);
  return exitCodes.ok;
}
