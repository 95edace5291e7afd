import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { fileUrl, openPage, violations } from './opened-page.ts';
import { pagesOfFailures, pagesOfLayouts, pagesToLookAt } from './pages-to-look-at.ts';
import { serveSite } from './site-server.ts';
import { describeWithBrowser } from './with-browser.ts';
import { type WrittenSites, writeSites } from './written-sites.ts';

const WIDE = { width: 1440, height: 1000 };
const NARROW = { width: 360, height: 800 };
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

  const filesOf = (width: number, which: 'holding' | 'failing') => {
    if (which === 'failing') return pagesOfFailures;
    return width === WIDE.width ? pagesToLookAt(sites.holding) : pagesOfLayouts;
  };

  // Both widths and both themes are looked at, but not each page in each pair of them: axe takes seconds a page.
  describe.each([
    { ...WIDE, colorScheme: 'light', which: 'holding' },
    { ...NARROW, colorScheme: 'dark', which: 'holding' },
    { ...WIDE, colorScheme: 'dark', which: 'failing' },
    { ...NARROW, colorScheme: 'light', which: 'failing' },
  ] as const)('at $width pixels in the $colorScheme theme', ({ width, height, colorScheme, which }) => {
    test(`each kind of page of a ${which} run is accessible`, async () => {
      const { folder } = sites[which];
      const faults: string[] = [];
      for (const file of filesOf(width, which)) {
        const options = { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' as const };
        await using opened = await openPage(browser, fileUrl(folder, file), options);
        // The first explanation with its folds is as all others, and axe takes long for hundreds of them.
        await opened.page.evaluate(
          "for (const fold of [...document.querySelectorAll('details')].slice(0, 8)) fold.open = true",
        );
        const wider = Number(await opened.page.evaluate('document.documentElement.scrollWidth')) - width;
        const scrolls = wider > 0 ? [`scrolls sideways by ${wider} pixels`] : [];
        const found = [...opened.complaints, ...scrolls, ...(await violations(opened.page))];
        faults.push(...found.map((fault) => `${file}: ${fault}`));
      }
      expect(faults).toEqual([]);
    });

    test('the search, open with results, is accessible', async () => {
      await using opened = await open(QUESTION, { viewport: { width, height }, colorScheme });
      await opened.page.keyboard.press('/');
      await opened.page.keyboard.type('decrypt');
      await opened.page.getByRole('dialog').getByRole('option').first().waitFor();
      expect(await violations(opened.page)).toEqual([]);
      expect(opened.complaints).toEqual([]);
    });
  });

  test('every kind of page works below a path of a strict server', async () => {
    await using server = await serveSite(sites.holding.folder);
    const faults: string[] = [];
    for (const file of pagesToLookAt(sites.holding)) {
      await using opened = await openPage(browser, server.url + file);
      expect(await opened.page.getByRole('button', { name: 'Search' }).count()).toBe(1);
      faults.push(...opened.complaints.map((fault) => `${file}: ${fault}`));
    }
    expect(faults).toEqual([]);
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
    for (const file of pagesToLookAt(sites.holding)) {
      await using opened = await open(file, { javaScriptEnabled: false });
      const { page } = opened;
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
