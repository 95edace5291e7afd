/** The values of an option that may be given again and again. */
export function gathered(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
