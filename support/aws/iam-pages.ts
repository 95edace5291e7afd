import { listPages } from './list-pages.ts';

/** A page of a list of IAM. */
interface Page {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/**
 * All pages of a list of IAM, read one after the other as they are asked for. Throws the errors of `read`. Throws
 * ServiceUnavailable if a page is not the last and does not lead on: what it leaves out must not count as absent.
 */
export function iamPages<P extends Page>(
  read: (marker: string | undefined) => Promise<P>,
): AsyncGenerator<P> {
  const next = ({ IsTruncated, Marker = '' }: P) => (IsTruncated === true ? Marker : undefined);
  return listPages(read, next, 'a list of IAM');
}

/** The items of all pages of a list of IAM. Throws as {@link iamPages} does. */
export async function wholeIamList<P extends Page, T>(
  read: (marker: string | undefined) => Promise<P>,
  itemsOf: (page: P) => readonly T[] | undefined,
): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of iamPages(read)) items.push(...(itemsOf(page) ?? []));
  return items;
}
