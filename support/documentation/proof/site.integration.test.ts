import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { fileUrl, openPage, violations } from './opened-page.ts';
import { pagesOfFailures, pagesToLookAt } from './pages-to-look-at.ts';
import { serveSite } from './site-server.ts';
import { describeWithBrowser } from './with-browser.ts';
import { type WrittenSites, writeSites } from './written-sites.ts';

const WIDE = { width: 1440, height: 1000 };
const WIDTHS = [
  { width: 360, height: 800 },
  { width: 1024, height: 900 },
  { width: 1920, height: 1000 },
] as const;
const QUESTION = 'write-only-bucket/writing-without-reading/index.html';

describeWithBrowser('the documentation in a browser', (executablePath) => {
  let browser: Browser;
  let sites: WrittenSites;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    sites = await writeSites();
  });
  afterAll(async () => {
    await browser.close();
    sites.remove();
  });
  const open = (file: string, options = {}) =>
    openPage(browser, fileUrl(sites.holding.folder, file), { viewport: WIDE, ...options });

  // Each page is loaded once, and shown in each width and theme. Rules that read only its elements run in one theme.
  describe.each(['small', 'smallFailing'] as const)('each kind of page of the %s site', (which) => {
    test('is accessible in each width and theme, with all folds open', async () => {
      const { folder } = sites[which];
      const files = which === 'small' ? pagesToLookAt(sites.small) : pagesOfFailures;
      expect(files.length).toBeGreaterThan(3);
      await using opened = await openPage(browser, fileUrl(folder, 'index.html'), {
        reducedMotion: 'reduce',
      });
      const { page, complaints } = opened;
      const faults: string[] = [];
      for (const file of files) {
        await page.setViewportSize(WIDTHS[0]);
        await page.goto(fileUrl(folder, file));
        await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
        for (const size of WIDTHS)
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.setViewportSize(size);
            await page.emulateMedia({ colorScheme });
            const wider = Number(await page.evaluate('document.documentElement.scrollWidth')) - size.width;
            const found = wider > 0 ? [`scrolls sideways by ${wider} pixels`] : [];
            const isMiddle = size.width === 1024;
            // The middle width has the colors of the others, so that one theme shows it.
            if (!isMiddle || colorScheme === 'light') {
              found.push(...(await violations(page, isMiddle || colorScheme === 'dark' ? 'looks' : 'all')));
            }
            faults.push(...found.map((fault) => `${file} at ${size.width}, ${colorScheme}: ${fault}`));
          }
      }
      expect([...faults, ...complaints]).toEqual([]);
    });
  });

  test('no page of all is wider than a phone', async () => {
    const { folder, pages } = sites.holding;
    await using opened = await openPage(browser, fileUrl(folder, 'index.html'), {
      viewport: WIDTHS[0],
      javaScriptEnabled: false,
    });
    const wide: string[] = [];
    for (const file of pages) {
      await opened.page.goto(fileUrl(folder, file));
      const wider = Number(await opened.page.evaluate('document.documentElement.scrollWidth')) - 360;
      if (wider > 0) wide.push(`${file}: ${wider}`);
    }
    expect([...wide, ...opened.complaints]).toEqual([]);
  });

  test('the search, open with results, is accessible in each width and theme', async () => {
    await using opened = await openPage(browser, fileUrl(sites.small.folder, 'index.html'), {
      viewport: WIDTHS[0],
    });
    const { page } = opened;
    await page.keyboard.press('/');
    await page.keyboard.type('decrypt');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    expect(await violations(page)).toEqual([]);
    for (const size of WIDTHS)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme });
        expect(await violations(page, 'looks')).toEqual([]);
      }
    expect(opened.complaints).toEqual([]);
  });

  test('a cell of a matrix and an arrow of the drawing open their decision and their statement, without JavaScript', async () => {
    await using opened = await open('write-only-bucket/index.html', { javaScriptEnabled: false });
    const { page } = opened;
    const arrow = page.locator('.d a.arrow[href*="documents/"]').first();
    expect(await arrow.getAttribute('aria-label')).toMatch(/^(?:Allowed|Denied): .+ Leads to \S+\.json:\d+$/);
    await arrow.focus();
    await page.keyboard.press('Enter');
    await page.locator('.line:target').waitFor();
    await page.goto(fileUrl(sites.holding.folder, 'write-only-bucket/access/index.html'));
    await page.locator('table.matrix td a').first().click();
    await page.locator('details.explanation[open] > :target').waitFor();
    expect(await page.locator('details.explanation[open] > :target').isVisible()).toBe(true);
  });

  test('every kind of page works below a path of a strict server', async () => {
    await using server = await serveSite(sites.small.folder);
    await using opened = await openPage(browser, server.url);
    for (const file of pagesToLookAt(sites.small)) {
      await opened.page.goto(server.url + file);
      expect(await opened.page.getByRole('button', { name: 'Search' }).count()).toBe(1);
    }
    expect(opened.complaints).toEqual([]);
  });

  test('the search finds a mistyped permission, and Enter leads to the result', async () => {
    await using opened = await open('steps/index.html');
    const { page } = opened;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('kms:Decrpyt writer');
    const option = page.getByRole('dialog').getByRole('option', { selected: true });
    await option.waitFor();
    expect(await page.getByRole('combobox', { name: 'Search' }).getAttribute('aria-expanded')).toBe('true');
    const first = await option.textContent();
    await page.keyboard.press('ArrowDown');
    expect(await option.textContent()).not.toBe(first);
    const to = (await option.getAttribute('href')) ?? '';
    await page.keyboard.press('Enter');
    await page.waitForURL(to);
    expect(await page.locator('main').count()).toBe(1);
  });

  test('Escape closes the search and returns the focus', async () => {
    await using opened = await open(QUESTION);
    const button = opened.page.getByRole('button', { name: 'Search' });
    await button.click();
    await opened.page.keyboard.press('Escape');
    expect(await opened.page.getByRole('dialog').count()).toBe(0);
    expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  test('a filter is kept in the address, and can be cleared', async () => {
    await using opened = await open(QUESTION);
    const { page } = opened;
    const all = await page.locator('.example:visible').count();
    await page.getByLabel('verdict').selectOption('denied');
    const denied = await page.locator('.example:visible').count();
    expect(denied).toBeGreaterThan(0);
    expect(denied).toBeLessThan(all);
    expect(await page.getByText(`${denied} of ${all} examples shown`).count()).toBe(1);
    await page.goto(page.url());
    expect(await page.locator('.example:visible').count()).toBe(denied);
    await page.getByRole('button', { name: 'clear' }).click();
    expect(await page.locator('.example:visible').count()).toBe(all);
    expect(page.url()).not.toContain('?');
  });

  test('a fragment within a fold opens it, and ends a filter that hides it', async () => {
    await using opened = await open(`${QUESTION}?verdict=allowed`);
    const { page } = opened;
    const fold = page.locator('details.explanation:has([id])').first();
    const id = await fold.locator('[id]').first().getAttribute('id');
    await page.evaluate(`location.hash = '#${id}'`);
    await page.waitForFunction(`document.getElementById('${id}').closest('details').open`);
    expect(await fold.isVisible()).toBe(true);
  });

  test('the theme that was chosen stays', async () => {
    await using opened = await open('index.html');
    const { page } = opened;
    const paper = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await paper();
    await page.getByLabel('theme').selectOption('dark');
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.goto(fileUrl(sites.holding.folder, 'steps/index.html'));
    expect(await paper()).toBe(dark);
    await page.getByLabel('theme').selectOption('auto');
    expect(await paper()).toBe(light);
  });

  test('shortcuts are listed, and those of a single key can be turned off', async () => {
    await using opened = await open('index.html');
    const { page } = opened;
    await page.keyboard.press('?');
    await page.getByLabel('shortcuts of a single key').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Control+k');
    expect(await page.getByRole('dialog').count()).toBe(1);
  });

  test('all is readable without JavaScript', async () => {
    await using opened = await openPage(browser, fileUrl(sites.small.folder, 'index.html'), {
      javaScriptEnabled: false,
    });
    const { page } = opened;
    for (const file of pagesToLookAt(sites.small)) {
      await page.goto(fileUrl(sites.small.folder, file));
      expect(await page.locator('main h1:visible').count()).toBe(1);
      expect(await page.getByRole('button').count()).toBe(0);
      expect((await page.locator('main').innerText()).length).toBeGreaterThan(50);
    }
  });

  test('the evidence prints', async () => {
    await using opened = await open('evidence/index.html', { colorScheme: 'dark' });
    const { page } = opened;
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf).toContain('/Font');
    expect(pdf.match(/\/Type \/Page\b/g)?.length ?? 0).toBeGreaterThan(0);
    await page.emulateMedia({ media: 'print' });
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(500);
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
  });
});
