import { describe, expect, test } from '@jest/globals';
import { readPage } from '../documentation/proof/page-faults.ts';
import type { RecordedRequest } from '../documentation/record/recorded-decision.ts';
import { refusedRequest } from '../documentation/testing/sample-record.ts';
import type { HttpRequest } from '../wire/http.ts';
import { LabPage } from './lab-page.ts';
import type { LabView, WhatIfQuestion } from './lab-view.ts';
import { labViewOf, reportOf } from './testing/lab-view-of.ts';

function get(target: string, headers: HttpRequest['headers'] = {}): HttpRequest {
  const body = (async function* () {})();
  return { ...{ method: 'GET', target, headers, duplicated: [], body }, sourceIp: '127.0.0.1', secure: true };
}

async function pageAt(path: string, view: Partial<LabView> = {}) {
  const answer = await new LabPage(labViewOf(view), '/_keyhole/').answer(get(`/_keyhole/${path}`));
  return { ...answer, body: String(answer?.body) };
}

function withRequests(...requests: readonly RecordedRequest[]): Partial<LabView> {
  const all = requests.map(reportOf);
  return { requests: () => all, request: (id) => all.find((one) => one.id === id) };
}

const REFUSED = '5E2597AABCEC4896';

describe('the page of a lab', () => {
  test('lists requests newest first, with their answers in words', async () => {
    const { status, body } = await pageAt('');
    expect(status).toBe(200);
    expect(body).toContain('2 requests: 1 allowed, 1 denied, 0 failed');
    const rows = [...body.matchAll(/<li data-id="(\w+)" data-answer="(\w+)"/g)].map(([, id, answer]) => [
      id,
      answer,
    ]);
    expect(rows).toEqual([
      [REFUSED, 'denied'],
      ['A7E783327AB042CC', 'allowed'],
    ]);
  });

  test('does not show a request that soft mode let through as denied', async () => {
    const { requests = () => [], ...view } = withRequests(refusedRequest());
    const softened = (code?: string) =>
      requests().map((one) => ({
        ...one,
        wouldBe: 'denied' as const,
        response: code === undefined ? { status: 200 } : { status: 404, code },
      }));
    const { body } = await pageAt('?denied=1', { ...view, requests: () => softened() });
    expect(body).toContain('1 request: 0 allowed, 0 denied, 0 failed, 1 let through by soft mode');
    expect(body).toContain(`<li data-id="${REFUSED}" data-answer="softened" data-denied>`);
    expect(body).toContain('Soft mode let it through. Policies say: ');
    expect(body).not.toContain('is-denied');
    const failed = await pageAt('', { ...view, requests: () => softened('NoSuchKey') });
    expect(failed.body).toContain(`<li data-id="${REFUSED}" data-answer="failed" data-denied>`);
  });

  test('opens a request into its explanation, with the statement in its document', async () => {
    const { body } = await pageAt(`?decision=${REFUSED}`);
    expect(body).toContain('aria-current="true"');
    expect(body).toContain('class="statement nearest"');
    expect(body).toContain('request id: 5E2597AABCEC4896');
    expect(body).toContain(`keyhole explain ${REFUSED} --endpoint http://127.0.0.1:4566`);
  });

  test('says that a decision is not kept', async () => {
    const { body } = await pageAt('?decision=%3Cscript%3E');
    expect(body).toContain('The lab has no decision <code>&lt;script&gt;</code>');
  });

  test('lists denials alone, and earlier requests on request', async () => {
    const many = Array.from({ length: 120 }, (_, index) => refusedRequest({ id: `R${index}` }));
    const newest = await pageAt('?denied=1', withRequests(...many));
    const [, query = ''] =
      /href="index\.html(\?denied=1&amp;before=R70)#decisions">70 earlier/.exec(newest.body) ?? [];
    expect(query).not.toBe('');
    const earlier = await pageAt(query.replace('&amp;', '&'), withRequests(...many));
    expect(earlier.body.match(/data-id="R\d+"/g)?.[0]).toBe('data-id="R69"');
    expect(earlier.body).not.toContain('data-stream');
  });

  test.each([
    ['the overview', ''],
    ['a request', `?decision=${REFUSED}`],
    ['the policies', 'policies/'],
    ['a document', 'exchange/documents/key-policy.json/'],
    ['CloudTrail', 'cloudtrail/'],
  ])('is valid HTML: %s', async (_, path) => {
    const { status, body } = await pageAt(path);
    expect(status).toBe(200);
    const { faults } = readPage(path, body);
    expect(faults).toEqual([]);
  });

  test('of an empty lab has no form, and shows requests by ARN', async () => {
    const request = refusedRequest({ caller: 'arn:aws:iam::111111111111:user/a' });
    const { body } = await pageAt(`?decision=${REFUSED}`, { scenario: undefined, ...withRequests(request) });
    expect(body).not.toContain('<form');
    expect(body).toContain('<b>arn:aws:iam::111111111111:user/a</b>');
    expect(body).toContain('Denied by the key policy');
  });

  test.each(['nothing', 'policies/..', 'assets/../lab-page.ts', 'assets/toString', 'exchange/'])(
    'leaves %s to others',
    async (path) => {
      expect(await new LabPage(labViewOf(), '/_keyhole/').answer(get(`/_keyhole/${path}`))).toBeUndefined();
    },
  );
});

describe('hostile names', () => {
  const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'{{x}}';
  const sly = (words: string) =>
    refusedRequest({ caller: words, operation: words, id: REFUSED, principal: words });

  test('are text in each place of a page', async () => {
    const request = sly(HOSTILE);
    const decisions = request.decisions.map((one) => ({
      ...one,
      resourceName: HOSTILE,
      resource: HOSTILE,
      denial: one.denial && { ...one.denial, sentence: HOSTILE },
    }));
    const response = { status: 403, code: HOSTILE, message: HOSTILE, why: HOSTILE, remedy: HOSTILE };
    for (const query of ['', `?decision=${REFUSED}`]) {
      const { body } = await pageAt(query, withRequests({ ...request, decisions, response }));
      expect(body).toContain('&lt;script&gt;alert');
      expect(body.match(/<script/g)).toHaveLength(1);
      expect(body).not.toContain('<img');
    }
  });

  test('in a question are text in the form and in the answer', async () => {
    const decide = async ({ action }: WhatIfQuestion) => ({ mistake: `no action ${action}` });
    const words = encodeURIComponent(HOSTILE);
    const query = ['principal', 'action', 'resource', 'context'].map((name) => `${name}=${words}`).join('&');
    const { body } = await pageAt(`?${query}`, { decide });
    expect(body).toContain('no action &quot;&gt;&lt;script&gt;');
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).not.toContain('<img');
  });
});

describe('a what-if', () => {
  const [permission] = reportOf(refusedRequest()).decisions;

  test('is asked in the words of the form, and opened as a request is', async () => {
    const asked: WhatIfQuestion[] = [];
    const decide = async (question: WhatIfQuestion) => {
      asked.push(question);
      return permission === undefined ? { mistake: '' } : { permission };
    };
    const { body } = await pageAt(
      '?principal=the+writer+role&action=kms:Decrypt&resource=the+shared+key&via=s3&context=aws:SourceIp%3D192.0.2.1++aws:SourceVpc%3Dvpc-1+!aws:SourceVpce',
      { decide },
    );
    const context = ['aws:SourceIp=192.0.2.1', 'aws:SourceVpc=vpc-1'];
    const without = ['aws:SourceVpce'];
    const words = { principal: 'the writer role', action: 'kms:Decrypt', resource: 'the shared key' };
    expect(asked).toEqual([{ ...words, viaS3: true, context, without }]);
    expect(body).toContain('class="statement nearest"');
    expect(body).toContain('<option value="the writer role" selected>');
  });
});

describe('the answers', () => {
  test.each([
    '',
    'policies/',
    'cloudtrail/',
    'assets/keyhole.css',
    'assets/lab.css',
    'assets/lab.js',
    'assets/icon.svg',
    'stream',
  ])('%p load nothing of others, and are in no frame', async (path) => {
    const answer = await new LabPage(labViewOf(), '/_keyhole/').answer(get(`/_keyhole/${path}`));
    expect(answer?.status).toBe(200);
    const policy = answer?.headers['Content-Security-Policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(/(?:script-src|style-src) [^;]*unsafe/.test(policy)).toBe(false);
    expect(answer?.headers['Cache-Control']).toBe('no-store');
  });
});

test('the stream continues after the last event that a reader got, and ends with the lab', async () => {
  const page = new LabPage(labViewOf(), '/_keyhole/');
  const answer = await page.answer(
    get('/_keyhole/stream?after=other', { 'last-event-id': 'A7E783327AB042CC' }),
  );
  if (answer?.body === undefined || typeof answer.body === 'string' || answer.body instanceof Uint8Array)
    throw new TypeError('the stream is no stream');
  expect(answer.headers['Content-Type']).toBe('text/event-stream; charset=utf-8');
  const pieces: string[] = [];
  for await (const piece of answer.body) {
    pieces.push(Buffer.from(piece).toString());
    if (pieces.length === 2) void page.close('end');
  }
  expect(pieces).toEqual([
    expect.stringMatching(/^retry: 2000\n\nevent: lab\ndata: [0-9a-f-]{36}\n\n$/),
    expect.stringMatching(/^id: 5E2597AABCEC4896\ndata: <li /),
    'event: end\ndata: \n\n',
  ]);
});
