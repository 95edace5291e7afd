import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const PROJECT = join(import.meta.dirname, '..', '..');

/** The compiled steps, which editors read: no code imports them. */
const READ_BY_EDITORS = /^dist\/steps\//;

// Node.js takes a good part of a millisecond to find and load a file. A run of the specification needs 700 of keyhole's,
// so the build joins them: one file for each entry point, and shared ones between them. Types stay as they are.
const { files } = JSON.parse(readFileSync(join(PROJECT, 'tsconfig.build.json'), 'utf8'));
const entryPoints = files.map((file: string) => `dist/${file.replace(/\.ts$/, '.js')}`);
const { metafile } = await build({
  absWorkingDir: PROJECT,
  entryPoints,
  outdir: 'dist',
  outbase: 'dist',
  chunkNames: 'shared/[name]-[hash]',
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  metafile: true,
  logLevel: 'warning',
});
for (const file of globSync('dist/**/*.js', { cwd: PROJECT })) {
  if (!Object.hasOwn(metafile.outputs, file) && !READ_BY_EDITORS.test(file)) rmSync(join(PROJECT, file));
}
