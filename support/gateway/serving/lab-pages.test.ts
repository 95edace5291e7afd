import { describe, expect, test } from '@jest/globals';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { keepBrowsersOut } from './keep-browsers-out.ts';
import { withPages } from './lab-pages.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

type Asked = Partial<Omit<HttpRequest, 'headers'>> & { readonly headers?: HttpRequest['headers'] };

/** Sends a request to a handler that answers for AWS, with pages before it and the guard before both. */
async function asked(target: string, { headers = {}, ...more }: Asked = {}): Promise<HttpResponse> {
  const answers = (body: string) => async () => ({ status: 200, headers: {}, body });
  const pages = async (http: HttpRequest) =>
    http.target === '/_keyhole/unknown' ? undefined : { status: 200, headers: {}, body: 'a page' };
  const mayAsk = (address: string) => address === '127.0.0.1';
  const handler = keepBrowsersOut(withPages(answers('AWS'), { pages, mayAsk }), {
    hostNames: [],
    corsRules: async () => [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }],
  });
  const body = (async function* () {})();
  const request = { method: 'GET', target, duplicated: [], body, sourceIp: '127.0.0.1', secure: true };
  return handler({ ...request, ...more, headers: { host: '127.0.0.1:4566', ...headers } });
}

describe('a browser that asks for /', () => {
  test('is led to the pages', async () => {
    const { status, headers } = await asked('/', { headers: { accept: BROWSER, 'sec-fetch-site': 'none' } });
    expect({ status, ...headers }).toMatchObject({ status: 302, Location: '/_keyhole/', Vary: 'Accept' });
  });

  test.each([
    ['a client that accepts anything', '/', { accept: '*/*' }],
    ['a client that says nothing', '/', {}],
    ['a signed request', '/', { accept: BROWSER, authorization: 'AWS4-HMAC-SHA256 Credential=x' }],
    ['a signed address', '/?X-Amz-Signature=x', { accept: BROWSER }],
    ['a bucket by its host', '/', { accept: BROWSER, host: 'reports.s3.localhost:4566' }],
    ['a bucket by its path', '/reports', { accept: BROWSER }],
  ])('is not %s', async (_, target, headers) => {
    expect(await asked(target, { headers })).toMatchObject({ status: 200, body: 'AWS' });
  });

  test('is not one of another machine', async () => {
    const headers = { accept: BROWSER };
    expect(await asked('/', { headers, sourceIp: '192.0.2.1' })).toMatchObject({ body: 'AWS' });
  });
});

describe('a page', () => {
  test('is served to this machine', async () => {
    expect(await asked('/_keyhole/')).toMatchObject({ status: 200, body: 'a page' });
    expect(await asked('/_keyhole/unknown')).toMatchObject({ status: 200, body: 'AWS' });
  });

  test('is refused to another machine, with the remedy', async () => {
    const { status, body } = await asked('/_keyhole/stream', { sourceIp: '192.0.2.1' });
    expect({ status, body }).toEqual({ status: 403, body: expect.stringContaining('--observer 192.0.2.1') });
  });

  test.each([
    ['a page of another origin', { origin: 'http://evil.example' }, 'ForeignOrigin'],
    ['a page without an origin', { origin: 'null' }, 'ForeignOrigin'],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 'ForeignOrigin'],
    ['another port of this machine', { origin: 'http://127.0.0.1:8080' }, 'ForeignOrigin'],
    ['a name that a page chose', { host: 'evil.example' }, 'UnknownHost'],
  ])('is refused to %s', async (_, headers, code) => {
    for (const target of ['/_keyhole/', '/_keyhole/stream', '/_keyhole/?action=kms:Decrypt']) {
      const { status, body } = await asked(target, { headers });
      expect(status).toBe(403);
      expect(String(body)).toContain(code);
      expect(String(body)).not.toContain('a page');
    }
  });

  test.each([
    ['posted', { method: 'POST' }],
    ['signed', { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' } }],
    ['of a bucket', { headers: { host: 'reports.s3.localhost:4566' } }],
  ])('is not a request that is %s', async (_, more) => {
    expect(await asked('/_keyhole/', more)).toMatchObject({ body: 'AWS' });
  });
});
