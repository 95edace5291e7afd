import { type Content, html } from '../html/html.ts';
import type { Address } from '../site/addresses.ts';
import type { PageContext } from '../site/page-context.ts';

/** A page of a list that is too long for one. */
export interface ListPart<Item> {
  readonly address: Address;
  /** Counted from 1. */
  readonly number: number;
  readonly items: readonly Item[];
}

/** A list in pages: the first at an address, the others below it in `more/`. A short list has one page, an empty one too. */
export function morePages<Item>(
  address: Address,
  items: readonly Item[],
  most: number,
): readonly ListPart<Item>[] {
  const number = Math.max(1, Math.ceil(items.length / most));
  return Array.from({ length: number }, (_, index) => ({
    address: index === 0 ? address : `${address}more/${index + 1}/`,
    number: index + 1,
    items: items.slice(index * most, (index + 1) * most),
  }));
}

/** The number of neighbors of a page that are named. */
const NEIGHBORS = 3;

/** Links to the other pages of a list: the first, the last, and those beside the shown one. Nothing if there is one page. */
export function moreOf(
  context: PageContext,
  parts: readonly ListPart<unknown>[],
  shown: ListPart<unknown>,
  noun: string,
): Content {
  if (parts.length < 2) return undefined;
  const near = parts.filter(
    ({ number }) => number === 1 || number === parts.length || Math.abs(number - shown.number) <= NEIGHBORS,
  );
  const links = near.map(({ address, number }) =>
    number === shown.number
      ? html`<b aria-current="page">${number}</b> `
      : html`<a href="${context.link(address)}" aria-label="${noun}, page ${number}">${number}</a> `,
  );
  return html`<span class="more-of near">Page ${shown.number} of ${parts.length} of ${noun}: ${links}</span>`;
}
