import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserScript, browserScripts } from './browser-script.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

// Writes the scripts of pages: npm run assets. With --check it only fails if one of them is out of date.
for (const script of browserScripts) {
  const text = await browserScript(script);
  const file = join(PROJECT, script.file);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${script.file} is out of date: run npm run assets\n`);
    process.exitCode = 1;
  }
}
