/** A part of a text: its opening, its rows, and the words for rows that do not fit. */
export interface Part {
  /** Lines that stand before the rows. */
  readonly opening: readonly string[];
  readonly rows: readonly string[];
  /** The words after the number of rows that are cut: `patterns`, `of "Skipped"`. */
  readonly rest: string;
}

/** Bytes that are kept for sentences on what was cut. */
const RESERVE = 2_000;

/**
 * Joins parts as long as they fit into a number of bytes. Rows that do not fit are counted instead, so that nothing
 * disappears without a word.
 */
export function boundedText(parts: readonly Part[], bytes: number): string {
  const lines: string[] = [];
  const cut: string[] = [];
  let left = bytes - RESERVE;
  for (const { opening, rows, rest } of parts) {
    const size = sizeOf(opening);
    const first = rows[0];
    if (size + (first === undefined ? 0 : sizeOf([first])) > left) {
      cut.push(`${rows.length} ${rest}`);
      continue;
    }
    left -= size;
    lines.push(...opening);
    let fitting = 0;
    for (const row of rows) {
      const own = sizeOf([row]);
      if (own > left) break;
      left -= own;
      fitting++;
    }
    lines.push(...rows.slice(0, fitting), '');
    left -= 1;
    if (rows.length > fitting) cut.push(`${rows.length - fitting} ${rest}`);
  }
  if (cut.length > 0) lines.push(`Cut, because this text may not be longer: ${cut.join(', ')}.`, '');
  return lines.join('\n');
}

/** The bytes of lines with their line breaks. */
function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}
