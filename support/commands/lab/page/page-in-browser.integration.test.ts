import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openPage, violations } from '../../../documentation/proof/opened-page.ts';
import { describeWithBrowser } from '../../../documentation/proof/with-browser.ts';
import { type StartedLab, startedLab } from '../../testing/started-lab.ts';

const WIDE = { width: 1440, height: 1000 };
const NARROW = { width: 360, height: 800 };
const HOSTILE = '<img src=x onerror=alert(1)>.txt';
const BUCKET = 'my-write-only-bucket';

describeWithBrowser('the page of a lab', (executablePath) => {
  let browser: Browser;
  let lab: StartedLab;
  let transfer: S3Client;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    lab = await startedLab('write-only-bucket');
    transfer = await transferRole(lab.endpoint);
    for (const Key of ['hello.txt', HOSTILE])
      await transfer.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'hello' }));
    await refused('hello.txt');
    await refused(HOSTILE);
  });
  afterAll(async () => {
    await browser.close();
    expect(await lab.end('SIGINT')).toBe(0);
  });

  /** Reads an object as the transfer role, which may not decrypt it. */
  async function refused(key: string): Promise<void> {
    const reading = transfer.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    await expect(reading).rejects.toThrow('not authorized');
  }
  const open = (path: string, options = {}) =>
    openPage(browser, `${lab.endpoint}/_keyhole/${path}`, { viewport: WIDE, ...options });
  const rows = (page: Page) => page.locator('.decisions li');
  const whatIf = 'index.html?principal=the+transfer+role&action=kms:Decrypt&resource=the+shared+key&via=s3';

  describe.each([
    { ...WIDE, colorScheme: 'light' },
    { ...NARROW, colorScheme: 'dark' },
  ] as const)('at $width pixels in the $colorScheme theme', ({ width, height, colorScheme }) => {
    test.each([
      ['the overview', ''],
      ['a what-if', whatIf],
      [
        'a mistaken what-if',
        'index.html?principal=the+absent+role&action=kms:Decrypt&resource=the+shared+key',
      ],
      ['the policies', 'policies/'],
      ['a policy', 'write-only-bucket/documents/added/key-policy.json/'],
    ])('%s is accessible', async (_, path) => {
      const options = { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' as const };
      await using opened = await open(path, options);
      await opened.page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
      const wider = Number(await opened.page.evaluate('document.documentElement.scrollWidth')) - width;
      expect([...opened.complaints, ...(await violations(opened.page))]).toEqual([]);
      expect(Math.max(0, wider)).toBe(0);
    });
  });

  test('shows a request of an AWS client as it happens, and opens it into its explanation', async () => {
    await using opened = await open('');
    const { page, complaints } = opened;
    await page.getByText('live', { exact: true }).waitFor();
    const before = await rows(page).count();
    await refused('hello.txt');
    await page.locator('.decisions a.new').first().waitFor();
    expect(await rows(page).count()).toBe(before + 1);
    await rows(page).first().getByRole('link').click();
    await page.waitForURL(/decision=/);
    const chosen = page.getByRole('region', { name: 'Explanation' });
    expect(await chosen.locator('.reason').innerText()).toContain(
      'Denied by the key policy of the shared key',
    );
    expect(await chosen.locator('.statement.nearest mark').first().innerText()).toContain('"Action"');
    expect(complaints.filter(isFault)).toEqual([]);
  });

  test('holds rows still for a reader, and shows the new ones when asked', async () => {
    await using opened = await open('');
    const { page } = opened;
    await page.getByText('live', { exact: true }).waitFor();
    const before = await rows(page).count();
    await page.getByLabel('hold still').check();
    await refused('hello.txt');
    const waiting = page.getByRole('button', { name: '1 new' });
    await waiting.waitFor();
    expect(await rows(page).count()).toBe(before);
    await waiting.click();
    expect(await rows(page).count()).toBe(before + 1);
  });

  test('answers a what-if by its form, which adds no request to the list', async () => {
    await using opened = await open('');
    const { page, complaints } = opened;
    const before = await rows(page).count();
    await page.getByRole('combobox', { name: 'What if' }).selectOption('the auditor role');
    await page.getByLabel('asked for').fill('s3:PutObject');
    await page.getByLabel('on', { exact: true }).fill('write-only/hello.txt');
    await page.getByRole('button', { name: 'Decide' }).click();
    const reason = page.getByRole('region', { name: 'Explanation' }).locator('.reason');
    expect(await reason.innerText()).toMatch(/s3:PutObject/);
    expect(new URL(page.url()).hash).toBe('#chosen');
    await page.goto(`${lab.endpoint}/_keyhole/`);
    expect(await rows(page).count()).toBe(before);
    expect(complaints.filter(isFault)).toEqual([]);
  });

  test('is complete without JavaScript', async () => {
    await using opened = await open('', { javaScriptEnabled: false });
    const { page } = opened;
    expect(await rows(page).count()).toBeGreaterThan(2);
    await page.getByRole('link', { name: 'denied only' }).click();
    await rows(page).first().getByRole('link').click();
    expect(await page.locator('.chosen .statement.nearest:visible').count()).toBe(1);
    await page.getByLabel('asked for').fill('s3:GetObject');
    await page.getByLabel('on', { exact: true }).fill('write-only/hello.txt');
    await page.getByRole('button', { name: 'Decide' }).click();
    expect(await page.locator('.chosen .reason').innerText()).toContain('s3:GetObject');
  });

  test('shows hostile names of objects as text', async () => {
    await using opened = await open('');
    const { page, complaints } = opened;
    await page.getByText('live', { exact: true }).waitFor();
    await refused(HOSTILE);
    await page.locator('.decisions a.new').first().waitFor();
    expect(await page.locator('main').innerText()).toContain('<img');
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints.filter(isFault)).toEqual([]);
  });

  test('is where a browser is led to that asks for the address of the lab', async () => {
    await using opened = await openPage(browser, `${lab.endpoint}/`, { viewport: WIDE });
    expect(new URL(opened.page.url()).pathname).toBe('/_keyhole/');
  });

  test('is kept from pages of other origins', async () => {
    await using opened = await openPage(browser, 'data:text/html,<title>elsewhere</title>');
    const script = `fetch('${lab.endpoint}/_keyhole/', { mode: 'no-cors' }).then(() => 'read', () => 'refused')`;
    expect(await opened.page.evaluate(script)).toBe('refused');
    const framed = await fetch(`${lab.endpoint}/_keyhole/`, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(framed.status).toBe(403);
  });
});

/** True unless a complaint is of the stream, which a page breaks off when it is left. */
function isFault(complaint: string): boolean {
  return !/^failed: \S+\/_keyhole\/stream\?/.test(complaint);
}

async function transferRole(endpoint: string): Promise<S3Client> {
  const shared = { endpoint, region: 'eu-west-1', maxAttempts: 1 };
  const credentials = { accessKeyId: 'transfer.amazonaws.com', secretAccessKey: 'test' };
  const asked = { RoleArn: 'arn:aws:iam::222222222222:role/transfer', RoleSessionName: 'browser' };
  const { Credentials } = await new STSClient({ ...shared, credentials }).send(new AssumeRoleCommand(asked));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return new S3Client({
    ...{ ...shared, forcePathStyle: true },
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  });
}
