import type { Site } from '../documentation/site/site.ts';
import type { HttpRequest, HttpResponse } from '../wire/http.ts';
import { assetNamed } from './assets.ts';
import { decisionRow } from './components/decision-rows.ts';
import { decisionStream } from './decision-stream.ts';
import { documentPage, policiesPage } from './document-page.ts';
import { LabContext } from './lab-context.ts';
import type { LabView } from './lab-view.ts';
import { liveSite } from './live-site.ts';
import { overviewPage } from './overview-page.ts';
import { pageResponse } from './page-response.ts';

const HTML = 'text/html; charset=utf-8';

/** The most readers of the stream at a time. A browser keeps no more than six connections to a host. */
const MOST_READERS = 24;

/** The pages of a lab below a path: the overview, policy documents, the stream of decisions, and the files that they load. */
export class LabPage {
  readonly #view: LabView;
  readonly #path: string;
  readonly #closing = new AbortController();
  #site: { readonly last: string | undefined; readonly site: Site } | undefined;
  #readers = 0;

  constructor(view: LabView, path: string) {
    this.#view = view;
    this.#path = path;
  }

  /** Answers a GET request; resolves with undefined for a target that is none of the lab's pages. */
  async answer({ target, headers }: HttpRequest): Promise<HttpResponse | undefined> {
    if (!target.startsWith(this.#path)) return undefined;
    const [, path = '', search = ''] = /^([^?]*)\??(.*)$/s.exec(target.slice(this.#path.length)) ?? [];
    const query = new URLSearchParams(search);
    if (path === 'stream') return this.#stream(headers['last-event-id'] ?? query.get('after') ?? undefined);
    if (path.startsWith('assets/')) {
      const asset = assetNamed(path.slice('assets/'.length));
      return asset && pageResponse(200, asset.type, asset.text);
    }
    const address = path.replace(/index\.html$/, '');
    const site = this.#currentSite();
    const context = new LabContext(site, address);
    if (address === '') return pageResponse(200, HTML, await overviewPage(context, this.#view, query));
    if (address === 'policies/') return pageResponse(200, HTML, policiesPage(context, this.#view));
    const document = [...site.documents.values()].find((one) => one.address === address);
    return document && pageResponse(200, HTML, documentPage(context, this.#view, document));
  }

  /** Ends the streams. */
  close(): void {
    this.#closing.abort();
  }

  /** The site of the requests so far. It is made again once there is another. */
  #currentSite(): Site {
    const last = this.#view.requests().at(-1)?.id;
    if (this.#site?.last !== last || this.#site === undefined)
      this.#site = { last, site: liveSite(this.#view) };
    return this.#site.site;
  }

  #stream(after: string | undefined): HttpResponse {
    if (this.#readers >= MOST_READERS)
      return pageResponse(
        503,
        'text/plain; charset=utf-8',
        'keyhole has too many readers of its decisions\n',
      );
    return pageResponse(200, 'text/event-stream; charset=utf-8', this.#read(after));
  }

  async *#read(after: string | undefined): AsyncGenerator<Uint8Array> {
    const { requests } = this.#view;
    const context = new LabContext(this.#currentSite(), '');
    this.#readers += 1;
    try {
      yield* decisionStream({
        requests,
        row: (request) => decisionRow(context, request).text,
        after: after === '' ? undefined : after,
        signal: this.#closing.signal,
      });
    } finally {
      this.#readers -= 1;
    }
  }
}
