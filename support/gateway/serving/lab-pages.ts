import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { hostName } from '../../wire/request-head.ts';
import { bucketOfHost } from '../../wire/routing/s3-address.ts';
import { refusedTo } from './decisions-endpoint.ts';
import type { Handler } from './listener.ts';

/** The address of a lab's pages. No bucket can have that name. */
export const pagesPath = '/_keyhole/';

/** Answers a request for a page of a lab; resolves with undefined for a target that is none. */
export type Pages = (request: HttpRequest) => Promise<HttpResponse | undefined>;

/** The pages of a lab, and the addresses that may read them. */
export interface PagesSource {
  readonly pages: Pages;
  /** True if the peer at an address may read them. */
  readonly mayAsk: (address: string) => boolean;
}

/**
 * Wraps a handler so that a lab serves pages beside AWS's operations. A request for a page is an unsigned GET, or the form of a
 * page, that names no bucket in its host. A browser that asks for `/` is led to the pages. Every client of AWS lists buckets there: it signs its
 * request, or does not accept HTML.
 */
export function withPages(handler: Handler, { pages, mayAsk }: PagesSource): Handler {
  return async (http) => {
    if (!isUnsigned(http)) return handler(http);
    if (http.target === '/' && http.method === 'GET' && isOfBrowser(http) && mayAsk(http.sourceIp))
      return ledToPages();
    if (!http.target.startsWith(pagesPath)) return handler(http);
    if (!mayAsk(http.sourceIp)) return refusedTo(http.sourceIp);
    return (await pages(http)) ?? handler(http);
  };
}

function isUnsigned({ method, target, headers }: HttpRequest): boolean {
  const { authorization, host = '' } = headers;
  const isForm = method === 'POST' && target.startsWith(`${pagesPath}policies/`);
  if (method !== 'GET' && !isForm) return false;
  return authorization === undefined && bucketOfHost(hostName(host)) === undefined;
}

/** True if the client accepts HTML by name, as browsers do; `*` is not enough. */
function isOfBrowser({ headers: { accept = '' } }: HttpRequest): boolean {
  return /(?:^|,)\s*text\/html\s*(?:[;,]|$)/i.test(accept);
}

function ledToPages(): HttpResponse {
  const headers = {
    Location: pagesPath,
    'Content-Length': '0',
    'Cache-Control': 'no-store',
    Vary: 'Accept',
  };
  return { status: 302, headers };
}
