import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/**
 * Takes the screenshots of the README from a site of this repository's specification.
 *
 * `npm run screenshots -- <site> <folder>`: the folder of the site (`site` unless given), and the folder of the images.
 * `KEYHOLE_CHROMIUM` names the browser, `/usr/bin/chromium` unless given.
 */

const [site = 'site', folder = '.github/images'] = process.argv.slice(2);

/** The pages to show: what a pattern promises, and a denial with the statement that came nearest. */
const SHOTS = [
  { name: 'pattern', page: 'write-only-bucket/index.html', height: 760 },
  { name: 'denial', page: 'write-only-bucket/writing-without-reading/index.html#W03', height: 900 },
] as const;

if (!existsSync(join(site, 'index.html'))) {
  process.stderr.write(`${site} has no site: run npm run spec and npm run docs first\n`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.KEYHOLE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { name, page: path, height } of SHOTS) {
      const page = await browser.newPage({ viewport: { width: 1200, height }, colorScheme });
      const [file = '', fragment] = path.split('#');
      const { href } = pathToFileURL(resolve(site, file));
      await page.goto(fragment === undefined ? href : `${href}#${fragment}`);
      const image = join(folder, `${name}-${colorScheme}.png`);
      await page.screenshot({ path: image });
      process.stdout.write(`${image}\n`);
      await page.close();
    }
  }
} finally {
  await browser.close();
}
