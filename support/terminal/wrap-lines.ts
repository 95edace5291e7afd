/** How wide output may be: as the terminal is, and readable where there is none. */
export function outputWidth(): number {
  return Math.max(60, process.stdout.columns ?? 110);
}

/** Text without characters that would command the terminal: object keys and Sids are anybody's. */
export function printable(text: string): string {
  return text.replace(
    /\p{Cc}/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Text as lines of at most `width` characters, broken between words; a word that is longer is cut. */
export function wrapLines(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).map(printable)) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return [...lines, line];
}
