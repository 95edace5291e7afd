import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const PROJECT = join(import.meta.dirname, '..', '..');

/** A script of pages, and the file that it is in. The file is committed, as the package needs it. */
export interface BrowserScript {
  readonly entry: string;
  readonly file: string;
  /** The path of the license of a library that it contains, if there is one. */
  readonly license?: string;
}

/** The script of the documentation's pages, and that of a lab's. */
export const browserScripts: readonly BrowserScript[] = [
  {
    entry: 'support/documentation/browser/keyhole.ts',
    file: 'support/documentation/assets/keyhole.js',
    license: 'node_modules/minisearch/LICENSE.txt',
  },
  { entry: 'support/lab-page/browser/lab.ts', file: 'support/documentation/assets/lab.js' },
];

/** Joins a script of pages with the library that it uses, as one classic script. */
export async function browserScript({ entry, license }: BrowserScript): Promise<string> {
  const contains =
    license === undefined
      ? ''
      : ` It contains MiniSearch:\n${readFileSync(join(PROJECT, license), 'utf8').trim()}\n`;
  const { outputFiles } = await build({
    absWorkingDir: PROJECT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: `/* Written by: npm run assets.${contains}*/` },
    logLevel: 'warning',
  });
  const [script] = outputFiles;
  if (script === undefined) throw new TypeError('the bundler returned no file');
  return script.text;
}
