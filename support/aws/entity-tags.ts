/** True if a list of entity tags, quoted or not, contains this tag or `*`. */
export function etagMatches(list: string, etag: string): boolean {
  return list.split(',').some((entry) => {
    const tag = entry.trim();
    return tag === '*' || unquoted(tag) === unquoted(etag);
  });
}

/** An entity tag without its quotes and without `W/`. */
export function unquoted(etag: string): string {
  return etag.replace(/^(W\/)?"(.*)"$/, '$2');
}
