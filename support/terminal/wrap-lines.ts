/** The width of output in characters: the terminal's, at least 60; 80 without a terminal. */
export function outputWidth(): number {
  return Math.max(60, process.stdout.columns ?? 80);
}

/** Text with its control characters escaped, since object keys and Sids may contain commands for the terminal. */
export function printable(text: string): string {
  return text.replace(
    /\p{Cc}/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Breaks text between words into lines of at most `width` characters; a longer word is cut, or else has its own line. */
export function wrapLines(text: string, width: number, cut = true): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).map(printable)) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    while (cut && line.length > width) {
      const end = cutOf(line, width);
      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  return [...lines, line];
}

/** The end of the part of a long word that fits: after the last folder of a path, so that names stay whole. */
function cutOf(word: string, width: number): number {
  const slash = word.lastIndexOf('/', width - 1);
  return slash > 0 ? slash + 1 : width;
}
