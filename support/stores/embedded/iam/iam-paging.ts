/** How IAM's list operations are paged. */
export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** One page; `IsTruncated` and `Marker` go into the output as they are. */
export interface Page<T> {
  readonly items: T[];
  readonly end: { readonly IsTruncated: boolean; readonly Marker?: string };
}

/**
 * The page that was asked for, in the order of the items' keys, 100 at most unless `MaxItems` says otherwise.
 * A marker is the last key given out, so that no item is skipped when others are deleted in between. The gateway seals it.
 */
export function pageOf<T>(all: Iterable<T>, keyOf: (item: T) => string, request: PageRequest): Page<T> {
  const limit = request.MaxItems ?? 100;
  const after = request.Marker;
  const rest = [...all]
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(({ item }) => item);
  if (rest.length <= limit || !last) return { items, end: { IsTruncated: false } };
  return { items, end: { IsTruncated: true, Marker: last.key } };
}

/** A filter of entities whose path begins with a prefix; without a prefix, all pass. */
export function underPath(prefix: string | undefined): (entity: { readonly path: string }) => boolean {
  return (entity) => prefix === undefined || entity.path.startsWith(prefix);
}
