import type { RecordedRequest } from '../documentation/record/recorded-decision.ts';
import { PageContext } from '../documentation/site/page-context.ts';
import type { Site, SiteDocument, SiteExample } from '../documentation/site/site.ts';
import type { LabView } from './lab-view.ts';
import { siteDocument } from './site-document.ts';

/** A page of a lab. Links to requests lead to the page of the lab, which opens them. */
export class LabContext extends PageContext {
  override readonly noun = 'request';
  readonly #callers: ReadonlySet<string>;

  readonly #documentOf: LabView['document'];

  constructor(site: Site, address: string, documentOf: LabView['document']) {
    super(site, address);
    this.#documentOf = documentOf;
    this.#callers = new Set(
      site.patterns.flatMap(({ principals }) => principals.map((principal) => principal.address)),
    );
  }

  /** A link to a page. A principal has no page of its own in a lab: the link leads to the cast. */
  override link(to: string, fragment?: string): string {
    return this.#callers.has(to) ? super.link('', 'cast') : super.link(to, fragment);
  }

  /** A document of the scenario, or one that a client wrote. */
  override document(file: string): SiteDocument | undefined {
    const written = this.#documentOf(file);
    return super.document(file) ?? (written && siteDocument(written));
  }

  /** A link to a request. */
  override example({ requests }: SiteExample): string {
    return this.request(requests[0]?.id ?? '');
  }

  /** A link that opens a request: each is an example of its own. */
  override decision(_: SiteExample, { id }: RecordedRequest): string {
    return this.request(id);
  }

  /** A link that opens a request. */
  request(id: string): string {
    return `${super.link('')}?decision=${encodeURIComponent(id)}#chosen`;
  }
}
