import { readFileSync, writeFileSync } from 'node:fs';
import { browserScript, browserScriptFile } from './browser-script.ts';

// Writes the script of the documentation's pages: npm run assets. With --check it only fails if the file is out of date.
const script = await browserScript();
if (!process.argv.includes('--check')) writeFileSync(browserScriptFile, script);
else if (readFileSync(browserScriptFile, 'utf8') !== script) {
  process.stderr.write('support/documentation/assets/keyhole.js is out of date: run npm run assets\n');
  process.exitCode = 1;
}
