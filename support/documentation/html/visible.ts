/**
 * Characters that a reader does not see and that change what one sees: controls, and marks that turn the direction of text. Tabs
 * and line breaks are none of them.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** A text in which such characters are written out, so that no name or statement looks like another: `⟨U+202E⟩`. */
export function visible(text: string): string {
  return text.replaceAll(
    UNSEEN,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
