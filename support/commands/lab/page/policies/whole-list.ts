import { listPages } from '../../../../aws/list-pages.ts';

/** The items of all pages of a list, whose pages name the place at which the next one begins. */
export async function wholeList<P, T>(
  read: (place: string | undefined) => Promise<P>,
  itemsOf: (page: P) => readonly T[] | undefined,
  next: (page: P) => string | undefined,
): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of listPages(read, (one) => next(one) || undefined))
    items.push(...(itemsOf(page) ?? []));
  return items;
}
