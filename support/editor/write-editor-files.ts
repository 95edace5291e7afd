import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dryRun } from '../specification/dry-run.ts';
import { editorFiles } from './editor-files.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

for (const [path, text] of editorFiles(dryRun())) {
  const file = join(PROJECT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
