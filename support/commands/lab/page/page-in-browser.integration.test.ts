import { once } from 'node:events';
import { createServer } from 'node:http';
import { GetObjectCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openPage, violations } from '../../../documentation/proof/opened-page.ts';
import { describeWithBrowser } from '../../../documentation/proof/with-browser.ts';
import { type StartedLab, startedLab } from '../../testing/started-lab.ts';

const WIDE = { width: 1440, height: 1000 };
const MIDDLE = { width: 1024, height: 800 };
const LOOKS = [
  { ...MIDDLE, colorScheme: 'light' },
  { width: 360, height: 800, colorScheme: 'dark' },
] as const;
const KEY_POLICY = 'policies/key-policy-of-the-shared-key/';
const HOSTILE = '<img src=x onerror=alert(1)>.txt';
const BUCKET = 'my-write-only-bucket';

describeWithBrowser('the page of a lab', (executablePath) => {
  let browser: Browser;
  let lab: StartedLab;
  let transfer: S3Client;
  let intake: S3Client;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    lab = await startedLab('write-only-bucket');
    expect(lab.endpoint).toMatch(/^http:/);
    transfer = await transferRole(lab.endpoint);
    intake = new S3Client({
      ...{ endpoint: lab.endpoint, region: 'eu-west-1', forcePathStyle: true },
      credentials: { accessKeyId: '222222222222', secretAccessKey: 'test' },
    });
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
  /** The key policy in force, as its page has it. */
  async function inForce(): Promise<string> {
    const answer = await fetch(`${lab.endpoint}/_keyhole/${KEY_POLICY}`);
    return /<textarea[^>]*>([^<]*)</.exec(await answer.text())?.[1] ?? '';
  }
  const open = (path: string, options = {}) =>
    openPage(browser, `${lab.endpoint}/_keyhole/${path}`, { viewport: WIDE, ...options });
  const rows = (page: Page) => page.locator('.decisions li');
  const whatIf = 'index.html?principal=the+transfer+role&action=kms:Decrypt&resource=the+shared+key&via=s3';

  const views: readonly (readonly [string, string])[] = [
    ['the overview', ''],
    ['a what-if', whatIf],
    ['a mistaken what-if', 'index.html?principal=the+absent+role&action=kms:Decrypt&resource=the+shared+key'],
    ['the policies', 'policies/'],
    ['a policy', KEY_POLICY],
    ['a document', 'write-only-bucket/documents/added/key-policy.json/'],
    ['CloudTrail', 'cloudtrail/?account=222222222222'],
  ];

  // A page is opened once. It is looked at in both themes and widths, since loading it takes longer than looking.
  test.each(views)('%s is accessible in both themes, at 1024 and 360 pixels', async (_, path) => {
    await using opened = await open(path, { viewport: MIDDLE, reducedMotion: 'reduce' });
    const { page, complaints } = opened;
    // One event stands for all: each has a hundred elements.
    await page.evaluate(
      "for (const fold of document.querySelectorAll('details:not(li + li *)')) fold.open = true",
    );
    for (const { width, height, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const wider = Number(await page.evaluate('document.documentElement.scrollWidth')) - width;
      const found = await violations(page, colorScheme === 'light' ? 'all' : 'looks');
      expect([colorScheme, width, ...complaints, ...found]).toEqual([colorScheme, width]);
      expect(Math.max(0, wider)).toBe(0);
    }
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

  describe('the editor of a policy', () => {
    const said = (page: Page) => page.locator('#said');
    const saidOnce = (page: Page, words: string) => said(page).getByText(words).first().waitFor();
    const area = (page: Page) => page.getByRole('textbox', { name: 'The document' });

    test('checks a document as it is written, and leads to the fault', async () => {
      await using opened = await open(KEY_POLICY);
      const { page } = opened;
      const text = await area(page).inputValue();
      await area(page).fill(text.replace('"Effect": "Allow",', '"Effect" "Allow",'));
      await saidOnce(page, 'AWS refuses this.');
      expect(await said(page).innerText()).toContain('MalformedPolicyDocumentException');
      expect(await page.locator('.lit mark.refused').innerText()).toContain('"Effect" "Allow"');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: /^line 6, column \d+$/ }).click();
      const caret = Number(await page.evaluate("document.querySelector('textarea').selectionStart"));
      expect(text.slice(0, caret).split('\n')).toHaveLength(6);
      await area(page).fill(text);
      await saidOnce(page, 'AWS takes this document.');
      expect(await page.locator('.lit mark').count()).toBe(0);
    });

    test('applies a document, says which what-ifs end otherwise, and undoes it', async () => {
      await using opened = await open(KEY_POLICY);
      const { page, complaints } = opened;
      const text = await area(page).inputValue();
      await area(page).fill(text.replace('"kms:Encrypt"', '"kms:Encrypt", "kms:Decrypt"'));
      await page.keyboard.press('Control+s');
      await saidOnce(page, 'In force.');
      expect(await said(page).innerText()).toMatch(/Allowed now[\s\S]*the intake administrator kms:Decrypt/);
      expect(await page.locator('#standing').innerText()).toContain('Changed since the lab began.');
      expect(await violations(page)).toEqual([]);
      // The decision on a changed document shows the document that was decided on.
      await refused('hello.txt');
      await using other = await open('');
      await rows(other.page).first().getByRole('link').click();
      await other.page.waitForURL(/decision=/);
      const chosen = other.page.getByRole('region', { name: 'Explanation' });
      expect(await chosen.innerText()).toContain('No identity policy');
      await page.getByRole('button', { name: 'Undo' }).click();
      await saidOnce(page, 'Denied now');
      expect(await area(page).inputValue()).toBe(text);
      expect(await page.locator('#standing').innerText()).toContain('with its placeholders filled in');
      expect(complaints.filter(isFault)).toEqual([]);
    });

    test('shows what another client changed, and keeps a text that is being written', async () => {
      const Policy = (Sid: string) =>
        JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Sid,
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:GetObject',
              Resource: `arn:aws:s3:::${BUCKET}/*`,
            },
          ],
        });
      const put = (Sid: string) =>
        intake.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy: Policy(Sid) }));
      await using opened = await open('policies/bucket-policy-of-the-write-only-bucket/');
      await using list = await open('policies/');
      const { page } = opened;
      await page.getByText('live', { exact: true }).waitFor();
      await list.page.getByText('live', { exact: true }).waitFor();
      const original = await area(page).inputValue();
      await put('One');
      await page.getByText('the new one is shown').waitFor();
      expect(await area(page).inputValue()).toBe(Policy('One'));
      await list.page.getByText('1 changed').waitFor();
      await area(page).fill('mine');
      await put('Two');
      await page.getByText('Your text is kept.').waitFor();
      expect(await area(page).inputValue()).toBe('mine');
      await page.getByRole('button', { name: 'Load it' }).click();
      expect(await area(page).inputValue()).toBe(Policy('Two'));
      await refused('hello.txt');
      await using overview = await open('');
      await rows(overview.page).first().getByRole('link').click();
      await overview.page.waitForURL(/decision=/);
      const statement = overview.page.locator('.chosen .statement.decides');
      expect(await statement.innerText()).toContain('"Two"');
      await page.getByRole('button', { name: 'Scenario’s document' }).click();
      await saidOnce(page, 'This is the scenario’s document.');
      await page.getByRole('button', { name: 'Apply' }).click();
      await saidOnce(page, 'In force.');
      expect(await area(page).inputValue()).toBe(original);
    });

    test('is left with Tab', async () => {
      await using opened = await open(KEY_POLICY);
      const { page } = opened;
      await area(page).focus();
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.name')).toBe('setter');
      await page.keyboard.press('Shift+Tab');
      expect(await page.evaluate('document.activeElement.name')).toBe('text');
    });

    test('is a form that works without JavaScript', async () => {
      await using opened = await open(KEY_POLICY, { javaScriptEnabled: false });
      const { page, complaints } = opened;
      const text = await area(page).inputValue();
      expect(await page.locator('.numbers').innerText()).toMatch(/^1\n2\n3/);
      await area(page).fill(`${text} `);
      await page.getByRole('button', { name: 'Apply' }).click();
      await saidOnce(page, 'In force.');
      await page.getByRole('button', { name: 'Undo' }).click();
      await saidOnce(page, 'In force.');
      expect(await area(page).inputValue()).toBe(text);
      expect(complaints).toEqual([]);
    });
  });

  test('shows the events of CloudTrail as they happen', async () => {
    await using opened = await open('cloudtrail/?account=222222222222&name=Decrypt');
    const { page, complaints } = opened;
    await page.getByText('live', { exact: true }).waitFor();
    const before = await page.locator('.events > li').count();
    await refused('hello.txt');
    await page.locator('.event.new').first().waitFor();
    expect(await page.locator('.events > li').count()).toBe(before + 1);
    await page.locator('.event summary').first().click();
    const event: unknown = JSON.parse(await page.locator('.event .json').first().innerText());
    expect(event).toMatchObject({ eventName: 'Decrypt', errorCode: 'AccessDenied' });
    expect(complaints.filter(isFault)).toEqual([]);
  });

  describe('a page of another origin', () => {
    test.each([
      ['the pages', `fetch('ADDRESS/_keyhole/', { mode: 'no-cors' })`],
      [
        'a policy, by a plain form',
        `fetch('ADDRESS/_keyhole/${KEY_POLICY}', { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ do: 'apply', text: 'x' }) })`,
      ],
      [
        'a policy, with a header',
        `fetch('ADDRESS/_keyhole/${KEY_POLICY}', { method: 'POST', headers: { 'x-keyhole-page': 'x' }, body: 'x' })`,
      ],
      [
        'the stream',
        `new Promise((read, refused) => { const s = new EventSource('ADDRESS/_keyhole/stream'); s.onopen = read; s.onerror = refused; })`,
      ],
      [
        'a frame',
        `new Promise((read, refused) => { const f = document.createElement('iframe'); f.src = 'ADDRESS/_keyhole/'; f.onload = () => (f.contentDocument === null ? refused() : read()); document.body.append(f); })`,
      ],
    ])('does not reach %s', async (_, script) => {
      const before = await inForce();
      await using opened = await openPage(browser, 'data:text/html,<title>elsewhere</title><body>');
      const asked = script.replaceAll('ADDRESS', lab.endpoint);
      expect(await opened.page.evaluate(`${asked}.then(() => 'read', () => 'refused')`)).toBe('refused');
      expect(await inForce()).toBe(before);
    });

    test('on another port of this machine does not either, not even by a form that its reader sends', async () => {
      const before = await inForce();
      const form = `<form method="post" action="${lab.endpoint}/_keyhole/${KEY_POLICY}"><input name="do" value="apply"><textarea name="text">x</textarea><button>go</button></form>`;
      const other = createServer((_, response) => {
        response.setHeader('content-type', 'text/html').end(form);
      });
      other.listen(0, '127.0.0.1');
      await once(other, 'listening');
      const address = other.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: 'go' }).click();
      expect((await answered).status()).toBe(403);
      expect(await inForce()).toBe(before);
      await context.close();
      other.close();
    });
  });

  test('an object that a browser shows reaches neither the pages nor AWS by its scripts', async () => {
    const script = `<script>
      const read = (path, options) => fetch(path, options).then(() => 'read', () => 'refused');
      Promise.all([read('/_keyhole/${KEY_POLICY}'), read('/')]).then((ends) => { document.title = ends.join(' '); });
    </script>`;
    const page = { Bucket: BUCKET, Key: 'page.html', Body: script, ContentType: 'text/html' };
    await intake.send(new PutObjectCommand({ ...page, ServerSideEncryption: 'AES256' }));
    const url = await getSignedUrl(intake, new GetObjectCommand({ Bucket: BUCKET, Key: 'page.html' }));
    await using opened = await openPage(browser, url);
    await opened.page.waitForFunction("document.title !== ''");
    expect(await opened.page.title()).toBe('refused refused');
  });

  test('leads from each resource of the cast to its policy', async () => {
    await using opened = await open('');
    const { page } = opened;
    const links = await page
      .locator('.cast li > a')
      .evaluateAll((found) => found.map((link) => String(link)));
    expect(links).toHaveLength(3);
    for (const link of links) expect((await fetch(link)).status).toBe(200);
  });

  test('says that the lab has ended, and that another one came', async () => {
    const port = new URL(lab.endpoint).port;
    const short = await startedLab('--empty');
    await using opened = await openPage(browser, `${short.endpoint}/_keyhole/`, { viewport: WIDE });
    const { page } = opened;
    await page.getByText('live', { exact: true }).waitFor();
    expect(await short.end('SIGINT')).toBe(0);
    await page.getByText(/^The lab has ended at/).waitFor();
    const freed = new URL(short.endpoint).port;
    // A lab that is starting answers so. The browser gives the stream up, and the page asks for it again.
    const starting = createServer((_, response) => void response.writeHead(503).end()).listen(Number(freed));
    await once(starting, 'request');
    starting.close().closeAllConnections();
    await once(starting, 'close');
    const again = await startedLab('--empty', '--port', freed);
    await page.getByText('Another lab listens here now:').waitFor();
    await page.getByRole('link', { name: 'load its page' }).click();
    await page.getByText('live', { exact: true }).waitFor();
    expect(await again.end('SIGINT')).toBe(0);
    expect(new URL(lab.endpoint).port).toBe(port);
  });

  test('stays quick and bounded under thousands of requests', async () => {
    const busy = await startedLab('--empty');
    await using opened = await openPage(browser, `${busy.endpoint}/_keyhole/`, { viewport: WIDE });
    const { page, complaints } = opened;
    await page.getByText('live', { exact: true }).waitFor();
    for (let batch = 0; batch < 25; batch += 1) {
      const asked = Array.from({ length: 50 }, () => fetch(`${busy.endpoint}/${BUCKET}/absent-${batch}`));
      await Promise.all(asked.map(async (answer) => (await answer).arrayBuffer()));
      // A page that is slower than the requests gets the newest 50 alone, so the first 200 wait for it.
      if (batch < 4)
        await rows(page)
          .nth(50 * (batch + 1) - 1)
          .waitFor();
    }
    await page.getByText('The newest 200 are here.').waitFor();
    expect(await rows(page).count()).toBe(200);
    await page.getByRole('link', { name: 'Load the page again' }).click();
    await page.getByRole('link', { name: '950 earlier requests' }).waitFor();
    expect(complaints.filter(isFault)).toEqual([]);
    expect(await busy.end('SIGINT')).toBe(0);
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
