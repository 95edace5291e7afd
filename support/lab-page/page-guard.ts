import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { HttpRequest } from '../wire/http.ts';
import { hostName } from '../wire/request-head.ts';

/** The header by which the script of a page shows that it has the page's token. */
export const tokenHeader = 'x-keyhole-page';

/** The parts of a guard: the token of the lab's pages, and the host names that the lab was given. */
export interface PageGuard {
  readonly token: string;
  readonly hostNames: readonly string[];
}

/**
 * The reason why a request may not change the lab; undefined if it comes from one of the lab's own pages. Its `Origin` has to be
 * that of the lab. Its host is an address, `localhost` or a name that the lab was given, so that DNS decides nothing.
 * It has to show the token, which a page of another origin can neither read nor send.
 */
export function refusedChange(
  { headers, duplicated }: Pick<HttpRequest, 'headers' | 'duplicated'>,
  shown: string | undefined,
  { token, hostNames }: PageGuard,
): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  const once = !['host', 'origin', 'sec-fetch-site', tokenHeader].some((name) => duplicated.includes(name));
  if (!once || host === undefined || !isOwnHost(hostName(host), hostNames))
    return 'Only the lab’s own pages may change it: open them at http://127.0.0.1, or at a name that --host-name gives.';
  if (origin === undefined || ![`http://${host}`, `https://${host}`].includes(origin.toLowerCase()))
    return 'Only the lab’s own pages may change it, and this request does not come from one of them.';
  if (site !== undefined && site !== 'same-origin')
    return 'Only the lab’s own pages may change it, and a page of another site sent this request.';
  if (!isSame(shown ?? '', token))
    return 'This page is of an earlier lab, or it was not this lab that made it: load it again.';
  return undefined;
}

/** `hostName` has already made the name lower-case and cut off the port. */
function isOwnHost(name: string, given: readonly string[]): boolean {
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0 || name === 'localhost') return true;
  return given.some((one) => one.toLowerCase() === name);
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
