import type { Address } from '../site/addresses.ts';
import type { PageContext } from '../site/page-context.ts';

/** A page of the site that is still to be written. */
export interface PageOf {
  readonly address: Address;
  readonly render: (context: PageContext) => string;
}
