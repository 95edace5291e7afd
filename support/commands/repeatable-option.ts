/** Adds a value to those that the same option was given before: commander calls it for each. */
export function collectValues(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
