import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const PROJECT = join(import.meta.dirname, '..', '..');

/** The file that the script of the documentation's pages is in. It is committed, as the package needs it. */
export const browserScriptFile = join(PROJECT, 'support/documentation/assets/keyhole.js');

/** Joins the script of the documentation's pages with the library that it uses, as one classic script. */
export async function browserScript(): Promise<string> {
  const license = readFileSync(join(PROJECT, 'node_modules/minisearch/LICENSE.txt'), 'utf8');
  const { outputFiles } = await build({
    absWorkingDir: PROJECT,
    entryPoints: ['support/documentation/browser/keyhole.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: `/* Written by: npm run assets. It contains MiniSearch:\n${license.trim()}\n*/` },
    logLevel: 'warning',
  });
  const [script] = outputFiles;
  if (script === undefined) throw new TypeError('the bundler returned no file');
  return script.text;
}
