import { type Address, linkTo } from './addresses.ts';
import { outcomeAnchor } from './outcome-anchor.ts';
import type { Site, SiteDocument, SiteExample, SiteOutcome } from './site.ts';

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

  /** A link to an example on the page of its feature. */
  example({ feature, anchor }: SiteExample): string {
    return this.link(feature.address, anchor);
  }

  /** A link to an outcome in the evidence of its pattern. */
  outcome({ id, pattern }: SiteOutcome): string {
    return this.link(evidenceAddress(pattern), outcomeAnchor(id));
  }

  /** A document by the path of its file, if the site has it. */
  document(file: string): SiteDocument | undefined {
    return this.site.documents.get(file);
  }
}

/** The address of the evidence of a pattern. */
export function evidenceAddress(pattern: string): Address {
  return `evidence/${pattern}/`;
}
