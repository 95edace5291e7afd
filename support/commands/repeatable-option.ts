/** Adds a value of an option that may be repeated to its earlier values; commander calls it for each. */
export function collectValues(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
