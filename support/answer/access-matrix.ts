/** A matrix as features state it: a header of `who` and the requests, then a row for each principal. */
export type AccessMatrix = readonly (readonly string[])[];

/**
 * Describes how two matrices of the same shape differ: the whole matrix, with each different cell as `stated → found`.
 * Undefined if they are equal.
 */
export function differenceOf(stated: AccessMatrix, found: AccessMatrix): string | undefined {
  const cells = stated.map((row, at) =>
    row.map((cell, column) => {
      const actual = found[at]?.[column] ?? '';
      return cell === actual ? cell : `${cell} → ${actual}`;
    }),
  );
  if (cells.every((row, at) => row.every((cell, column) => cell === stated[at]?.[column]))) return undefined;
  return `access is not as stated; each difference reads stated → found:\n${aligned(cells)}`;
}

function aligned(rows: AccessMatrix): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `  | ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}
