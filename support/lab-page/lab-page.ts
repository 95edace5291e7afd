import type { Site } from '../documentation/site/site.ts';
import type { HttpRequest, HttpResponse } from '../wire/http.ts';
import { assetNamed } from './assets.ts';
import { documentPage } from './document-page.ts';
import { LabContext } from './lab-context.ts';
import type { LabView } from './lab-view.ts';
import { liveSite } from './live-site.ts';
import { LiveStreams } from './live-streams.ts';
import { overviewPage } from './overview-page.ts';
import { newIdentity, type PageIdentity } from './page-identity.ts';
import { pageResponse } from './page-response.ts';
import { policiesPage } from './policies-page.ts';
import { PolicyAnswers } from './policy-answers.ts';
import { siteDocument, writtenDocuments } from './site-document.ts';
import type { Farewell } from './stream-events.ts';
import { trailAddress } from './trail-address.ts';
import { trailPage } from './trail-page.ts';

const HTML = 'text/html; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';

/** The address of the page of a policy in force: `policies/key-policy-of-the-shared-key/`. */
const POLICY = /^policies\/([a-z0-9.-]+)\/$/;

/** The pages of a lab below a path: the overview, policies, CloudTrail, live streams, and the files that they load. */
export class LabPage {
  readonly #view: LabView;
  readonly #path: string;
  readonly #streams: LiveStreams;
  readonly #policies: PolicyAnswers;
  #site: { readonly last: string | undefined; readonly site: Site } | undefined;

  constructor(view: LabView, path: string, { lab, token }: PageIdentity = newIdentity()) {
    this.#view = view;
    this.#path = path;
    this.#policies = new PolicyAnswers(view, token);
    const context = () => this.#contextAt('');
    this.#streams = new LiveStreams({ view, lab, context });
  }

  /** Answers a request; resolves with undefined for a target that is none of the lab's pages. */
  async answer(http: HttpRequest): Promise<HttpResponse | undefined> {
    try {
      return await this.#answer(http);
    } catch (error) {
      // The store behind a lab can fail, and a page is not the place to end the lab.
      const why = error instanceof Error ? error.message : String(error);
      return pageResponse(500, TEXT, `keyhole could not make this page: ${why}\n`);
    }
  }

  async #answer(http: HttpRequest): Promise<HttpResponse | undefined> {
    const { method, target, headers } = http;
    if (!target.startsWith(this.#path)) return undefined;
    const [, path = '', search = ''] = /^([^?]*)\??(.*)$/s.exec(target.slice(this.#path.length)) ?? [];
    const address = path.replace(/index\.html$/, '');
    const query = new URLSearchParams(search);
    if (method === 'POST') return this.#form(address, http);
    if (path === 'stream') return this.#stream(query, headers['last-event-id']);
    if (path.startsWith('assets/')) {
      const asset = assetNamed(path.slice('assets/'.length));
      return asset && pageResponse(200, asset.type, asset.text);
    }
    return this.#page(address, query);
  }

  /** Tells readers that the lab ends, or that its scenario was changed, and ends their streams. */
  close(why: Farewell): Promise<void> {
    return this.#streams.close(why);
  }

  async #page(address: string, query: URLSearchParams): Promise<HttpResponse | undefined> {
    const view = this.#view;
    const context = this.#contextAt(address);
    switch (address) {
      case '':
        return pageResponse(200, HTML, await overviewPage(context, view, query));
      case 'policies/':
        return pageResponse(200, HTML, policiesPage(context, view, await view.policies.list()));
      case trailAddress:
        return pageResponse(200, HTML, trailPage(context, view, query));
      default:
        return this.#documentPage(context) ?? this.#policyPage(context);
    }
  }

  /** The page of a document of the scenario, or of one that a client wrote and that was decided on. */
  #documentPage(context: LabContext): HttpResponse | undefined {
    const { address, site } = context;
    const digest = address.startsWith(writtenDocuments) ? address.slice(writtenDocuments.length, -1) : '';
    const written = digest === '' ? undefined : this.#view.document(`lab/${digest}.json`);
    const document =
      written === undefined
        ? [...site.documents.values()].find((one) => one.address === address)
        : siteDocument(written);
    return document && pageResponse(200, HTML, documentPage(context, this.#view, document));
  }

  async #policyPage(context: LabContext): Promise<HttpResponse | undefined> {
    const [, name] = POLICY.exec(context.address) ?? [];
    return name === undefined ? undefined : this.#policies.page(context, name);
  }

  async #form(address: string, http: HttpRequest): Promise<HttpResponse | undefined> {
    const [, name] = POLICY.exec(address) ?? [];
    return name === undefined ? undefined : this.#policies.form(this.#contextAt(address), name, http);
  }

  #contextAt(address: string): LabContext {
    return new LabContext(this.#currentSite(), address, this.#view.document);
  }

  /** The site of the requests so far. It is made again once there is another. */
  #currentSite(): Site {
    const last = this.#view.requests().at(-1)?.id;
    if (this.#site?.last !== last || this.#site === undefined)
      this.#site = { last, site: liveSite(this.#view) };
    return this.#site.site;
  }

  #stream(query: URLSearchParams, last: string | undefined): HttpResponse {
    const events = this.#streams.open(query, last);
    return events === undefined
      ? pageResponse(503, TEXT, 'keyhole has too many readers of its decisions\n')
      : pageResponse(200, 'text/event-stream; charset=utf-8', events);
  }
}
