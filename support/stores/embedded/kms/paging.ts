/** The part of a list that a request asks for. */
export interface PageRequest {
  readonly Limit?: number | undefined;
  readonly Marker?: string | undefined;
}

/** One page of a list, in KMS's own members. */
export interface Page<T> {
  readonly items: T[];
  readonly paging: { readonly Truncated: boolean; readonly NextMarker?: string };
}

/** The order of a list, and its largest and default page sizes. */
export interface ListOrder<T> {
  /** Unique in the list: the order, and what a marker stands for. */
  readonly by: (item: T) => string;
  readonly defaultLimit: number;
}

/**
 * One page of a list. A marker is the last item of the previous page. So pages neither skip nor repeat items
 * if others are added or removed in between. The gateway seals the marker.
 */
export function pageOf<T>(
  list: Iterable<T>,
  { Limit, Marker: after }: PageRequest,
  order: ListOrder<T>,
): Page<T> {
  const rest = [...list]
    .filter((item) => after === undefined || order.by(item) > after)
    .sort((a, b) => (order.by(a) < order.by(b) ? -1 : 1));
  const items = rest.slice(0, Limit ?? order.defaultLimit);
  const last = items.at(-1);
  if (last === undefined || items.length === rest.length) return { items, paging: { Truncated: false } };
  return { items, paging: { Truncated: true, NextMarker: order.by(last) } };
}
