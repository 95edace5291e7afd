import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** For tests: a page in a browser, with what it complained of. */
export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests that failed or went to another host. */
  readonly complaints: readonly string[];
}

/** For tests: opens a URL in a browser context of its own. Requests to another host are not sent. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext(options);
  const complaints: string[] = [];
  const { host } = new URL(url);
  await context.route(
    (asked) => asked.host !== host,
    (route) => {
      complaints.push(`a request to another host: ${route.request().url()}`);
      return route.abort();
    },
  );
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => {
    // A browser breaks off what is under way when it leaves a page.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** For tests: the URL of a file of a site, with a fragment or a query. */
export function fileUrl(folder: string, file: string): string {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(file) ?? [];
  return `${pathToFileURL(`${folder}/${path}`).href}${rest}`;
}

/** The rules that depend on the theme of a page and on its width. */
const OF_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

/**
 * For tests: the violations of accessibility that axe finds on a page, with the elements. `looks` asks only for what the theme
 * and the width of the page can change.
 */
export async function violations(page: Page, extent: 'all' | 'looks' = 'all'): Promise<readonly string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // axe would fetch the styles as well, which a page that was opened as a file may not. The legacy mode opens no second page:
  // these pages have no frames.
  const runOnly = extent === 'all' ? tags : { type: 'rule' as const, values: OF_LOOKS };
  const found = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ runOnly, preload: false })
    .analyze();
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html)
        .join(' | ')}`,
  );
}
