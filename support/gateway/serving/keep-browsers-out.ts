import { AwsError } from '../../aws/aws-error.ts';
import { BoundedMap } from '../../aws/bounded-map.ts';
import { encodeError } from '../../wire/encode-error.ts';
import { commonHeaders } from '../../wire/encoding/response-headers.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { hostName, parseTarget, type RequestHead } from '../../wire/request-head.ts';
import { bucketOfHost } from '../../wire/routing/s3-address.ts';
import { kindredService } from '../../wire/service-of.ts';
import { newRequestId, requestIdFor } from '../request-id.ts';
import { type BucketRules, headersForPage } from './headers-for-page.ts';
import { isKnownHost } from './known-hosts.ts';
import type { Handler } from './listener.ts';

/** The settings that decide whether a web page may send requests. */
export interface Neighbours {
  /** Host names that clients use besides the known ones: see known-hosts.ts. */
  readonly hostNames: readonly string[];
  readonly corsRules: BucketRules;
}

/**
 * Wraps a handler so that web pages cannot reach it. The secret of every root user is known, so any page
 * could sign requests. It answers 403 to host names that a web page may have chosen (DNS rebinding). It
 * answers 403 to requests of a page of another origin, by `Origin` or by `Sec-Fetch-Site`. A browser that sends neither
 * is refused too. It serves an address that a person types or opens outside a page (`Sec-Fetch-Site: none`). For S3, an origin is allowed
 * by the bucket's CORS configuration. A request without a signature is performed for any page: it has no caller's permissions.
 *
 * Differs: S3 performs a signed request of an origin that no CORS rule allows; only the browser withholds the answer
 * from the page.
 */
export function keepBrowsersOut(handler: Handler, neighbours: Neighbours): Handler {
  // Clients send few values of Host, and each request has one.
  const known = new BoundedMap<true>(64);
  return async (http) => {
    let head: RequestHead | undefined;
    try {
      const { host } = http.headers;
      // Browsers always send a Host.
      if (host !== undefined && known.get(host) === undefined) {
        refuseUnknownHost(host, neighbours.hostNames);
        known.set(host, true);
      }
      if (!isForeign(http)) return sandboxed(http, await handler(http));
      head = parseTarget(http);
      const allowed = await headersForPage(head, neighbours.corsRules);
      if (http.method === 'OPTIONS') return preflightAnswer(head, allowed);
      const answer = sandboxed(http, await handler(http));
      return { ...answer, headers: { ...answer.headers, ...allowed } };
    } catch (error) {
      return refusal(error, head ?? headIfAny(http));
    }
  };
}

function preflightAnswer(head: RequestHead, allowed: Readonly<Record<string, string>>): HttpResponse {
  const service = kindredService(head);
  const common = commonHeaders(service, requestIdFor(service, newRequestId()));
  return { status: 200, headers: { ...common, ...allowed, 'Content-Length': '0' } };
}

/**
 * The service that a refused request was for, so that its client can read the error; undefined for a
 * malformed target.
 */
function headIfAny(http: HttpRequest): RequestHead | undefined {
  try {
    return parseTarget(http);
  } catch {
    return undefined;
  }
}

function refuseUnknownHost(host: string, given: readonly string[]): void {
  const name = hostName(host);
  if (isKnownHost(name, given)) return;
  const shown = name.slice(0, 255);
  throw new AwsError(
    'UnknownHost',
    403,
    `keyhole does not answer to the host name "${shown}", because a web page could have chosen it to reach this machine. If the name is yours, start the lab with --host-name ${shown}`,
  );
}

/**
 * True if a browser says that it sends a request for a web page of another origin, or does not say for which page. Browsers
 * state no site to an address such as 0.0.0.0 or that of a network, and no origin for an image. A page learns nothing from
 * the lab's decisions, which a person may read in a browser.
 *
 * Source: Fetch Metadata Request Headers, "Sec-Fetch-Site".
 */
function isForeign(http: HttpRequest): boolean {
  const { origin, host = '', 'sec-fetch-site': site, 'user-agent': client = '' } = http.headers;
  if (site !== undefined && site !== 'none' && site !== 'same-origin') return true;
  if (origin === undefined) return site === undefined && client.startsWith('Mozilla/') && !isForLab(http);
  return ![`http://${host}`, `https://${host}`].includes(origin.toLowerCase());
}

/** True for a request for the lab's own answers. At the host of a bucket, the same path is that of an object. */
function isForLab({ headers: { host = '' }, target }: HttpRequest): boolean {
  return target.startsWith('/_keyhole/') && bucketOfHost(hostName(host)) === undefined;
}

/** The places in which a browser shows an answer as a page of its own, by `Sec-Fetch-Dest`. */
const SHOWN: ReadonlySet<string> = new Set(['document', 'iframe', 'frame', 'embed', 'object', 'fencedframe']);

/**
 * An answer that a browser shows as a page, in an origin of its own. An object may be a page with scripts, which would else have
 * the origin of the lab, and could act as any root user. In a sandbox it counts as a page of another origin. To an address such
 * as that of a network, browsers do not say what they show.
 *
 * Differs: S3 sends no such header.
 * Source: Content Security Policy Level 3, "sandbox".
 */
function sandboxed(http: HttpRequest, answer: HttpResponse): HttpResponse {
  const { 'sec-fetch-dest': place, 'user-agent': client = '' } = http.headers;
  const isShown = place === undefined ? client.startsWith('Mozilla/') : SHOWN.has(place);
  if (!isShown || isForLab(http)) return answer;
  return { ...answer, headers: { ...answer.headers, 'Content-Security-Policy': SANDBOX } };
}

const SANDBOX = 'sandbox allow-scripts allow-forms allow-popups allow-downloads allow-modals';

function refusal(thrown: unknown, head: RequestHead | undefined): HttpResponse {
  const error =
    thrown instanceof AwsError
      ? thrown
      : new AwsError('InternalError', 500, 'We encountered an internal error. Please try again.');
  const service = kindredService(head);
  return encodeError({ service, error, requestId: requestIdFor(service, newRequestId()), head });
}
