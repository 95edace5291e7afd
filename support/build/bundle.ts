import { cpSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const PROJECT = join(import.meta.dirname, '..', '..');
const STEPS = join(PROJECT, 'dist', 'steps');

/** The files of steps stay apart: `keyhole steps` tells the noun of a step by its file, and editors read them. */
const stepsApart: Plugin = {
  name: 'steps-apart',
  setup(bundling) {
    bundling.onResolve({ filter: /^\.\// }, ({ path, importer }) =>
      importer.startsWith(STEPS) ? { path, external: true } : undefined,
    );
  },
};

/**
 * Dependencies stay apart, but for `zod`, which loads all of its languages: 100 files and 0.9 MB. The used part of it is
 * joined with keyhole's own code.
 */
const dependenciesApart: Plugin = {
  name: 'dependencies-apart',
  setup(bundling) {
    bundling.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      path === 'zod' ? undefined : { path, external: true },
    );
  },
};

// Node.js takes a good part of a millisecond to find and load a file. A run of the specification needs 700 of keyhole's,
// so the build joins them: one file for each entry point, and shared ones between them. Types stay as they are.
const { files } = JSON.parse(readFileSync(join(PROJECT, 'tsconfig.build.json'), 'utf8'));
const published = files.map((file: string) => `dist/${file.replace(/\.ts$/, '.js')}`);
const steps = globSync('dist/steps/*.js', { cwd: PROJECT });
const { metafile } = await build({
  absWorkingDir: PROJECT,
  entryPoints: [...new Set([...published, ...steps])],
  outdir: 'dist',
  outbase: 'dist',
  chunkNames: 'shared/[name]-[hash]',
  // A file of ASCII alone takes one byte a character in memory; one other character makes it two.
  charset: 'ascii',
  plugins: [stepsApart, dependenciesApart],
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  metafile: true,
  logLevel: 'warning',
});
for (const file of globSync('dist/**/*.js', { cwd: PROJECT })) {
  if (!Object.hasOwn(metafile.outputs, file)) rmSync(join(PROJECT, file));
}

// Files that the documentation copies into each site as they are.
const ASSETS = 'support/documentation/assets';
cpSync(join(PROJECT, ASSETS), join(PROJECT, 'dist', ASSETS), { recursive: true });

// The license of the code that dependenciesApart joins.
cpSync(join(PROJECT, 'node_modules/zod/LICENSE'), join(PROJECT, 'dist', 'LICENSE-zod.txt'));
