/** Ids that are like those of examples and rules (`L49`, `R31`), or like the names of pages, patterns and features. */
const LIKE_OTHERS = /^(?:[LR]\d|[a-z])/;

/** The id of an outcome's element on a page, which nothing else of that page has: `W03`, `outcome:L49`. */
export function outcomeAnchor(id: string): string {
  return LIKE_OTHERS.test(id) ? `outcome:${id}` : id;
}
