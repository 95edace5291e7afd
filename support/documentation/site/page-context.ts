import type { RecordedRequest } from '../record/recorded-decision.ts';
import { type Address, linkTo } from './addresses.ts';
import { explanationId } from './explained-requests.ts';
import { outcomeAnchor } from './outcome-anchor.ts';
import type { Site, SiteDocument, SiteExample, SiteOutcome, SiteRule } from './site.ts';

/** The page that a component is on: it decides how links are written. */
export class PageContext {
  readonly site: Site;
  readonly address: Address;
  /** The thing that a decision is of, in words. A lab has requests without examples. */
  readonly noun: 'example' | 'request' = 'example';

  constructor(site: Site, address: Address) {
    this.site = site;
    this.address = address;
  }

  /** A link to a page, or to an element of it. */
  link(to: Address, fragment?: string): string {
    return linkTo(this.address, to, fragment);
  }

  /** A link to an example on its page. */
  example({ address, anchor }: SiteExample): string {
    return this.link(address, anchor);
  }

  /** A link to the explanation of a request, which it opens; to its example if the request is not explained. */
  decision(example: SiteExample, request: RecordedRequest): string {
    return this.link(example.address, explanationId(example, request) ?? example.anchor);
  }

  /** A link to a rule on its page. */
  rule({ address, anchor }: SiteRule): string {
    return this.link(address, anchor);
  }

  /** A link to an outcome in the evidence of its pattern. */
  outcome({ id, evidence }: SiteOutcome): string {
    return this.link(evidence, outcomeAnchor(id));
  }

  /** A document by the path of its file, if the site has it. */
  document(file: string): SiteDocument | undefined {
    return this.site.documents.get(file);
  }
}
