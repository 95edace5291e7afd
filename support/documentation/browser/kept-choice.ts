/**
 * A choice of the reader, kept in this browser. A browser that keeps nothing, for example one that forbids storage to files,
 * forgets it at the end of the page.
 */
export function keptChoice(name: string): string | undefined {
  try {
    return localStorage.getItem(`keyhole-${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a choice; undefined forgets it. */
export function keepChoice(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`keyhole-${name}`);
    else localStorage.setItem(`keyhole-${name}`, value);
  } catch {
    // The choice holds for this page alone.
  }
}
