/**
 * A Java regular expression of an API model as JavaScript's; it must match the whole text.
 *
 * JavaScript's Unicode mode reads `\p{L}` and whole characters as Java does, and allows a backslash only in front of
 * characters that need one. Java's `\p{Print}` is ASCII's printable characters.
 */
export function javaPattern(pattern: string): RegExp {
  const translated = pattern
    .replaceAll('\\p{Print}', '[\\x20-\\x7E]')
    .replaceAll(/\\([^A-Za-z0-9^$\\.*+?()[\]{}|/-])/g, '$1');
  return new RegExp(`^(?:${translated})$`, 'u');
}
