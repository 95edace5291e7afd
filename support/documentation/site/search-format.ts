/**
 * The index of the search, as the script `assets/search-index.js` sets it. It is short: the pages and kinds are tables that
 * the entries name by their index.
 */
export interface SearchIndex {
  /** The headings of results: `Outcomes`, `Examples`. */
  readonly kinds: readonly string[];
  /** The address of each page that an entry leads to, and its name in words. */
  readonly pages: readonly (readonly [address: string, name: string])[];
  readonly entries: readonly SearchEntry[];
}

/** An entry: what it is called, more words that find it, and where it leads. */
export type SearchEntry = readonly [
  kind: number,
  page: number,
  /** The id of an element of the page; empty for the page itself. */
  fragment: string,
  title: string,
  text: string,
];
