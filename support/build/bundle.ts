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
 * Dependencies that every command loads. Their used parts are joined with keyhole's own code: `zod` is 100 files with all of
 * its languages, and `yaml` is 72. The modules of `yaml` are those that its package keeps for browsers.
 */
const JOINED: Readonly<Record<string, string>> = {
  commander: 'commander',
  yaml: 'yaml/browser/index.js',
  zod: 'zod',
};

const otherDependenciesApart: Plugin = {
  name: 'other-dependencies-apart',
  setup(bundling) {
    bundling.onResolve({ filter: /^[^./]/ }, ({ path }) => {
      const joined = JOINED[path];
      if (joined === path) return undefined;
      return joined === undefined
        ? { path, external: true }
        : { path: join(PROJECT, 'node_modules', joined) };
    });
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
  // Node.js keeps the text of what it runs in memory: without comments it is a third smaller. A file of ASCII alone takes
  // one byte a character; one other character makes it two. Names stay, for stack traces.
  charset: 'ascii',
  minifyWhitespace: true,
  plugins: [stepsApart, otherDependenciesApart],
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

// The licenses of the joined code.
for (const name of Object.keys(JOINED))
  cpSync(join(PROJECT, 'node_modules', name, 'LICENSE'), join(PROJECT, 'dist', `LICENSE-${name}.txt`));
