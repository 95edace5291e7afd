/**
 * The known word that is nearest in spelling to a misspelt word; undefined if none is close. Words are close if they
 * differ in at most so many letters.
 */
export function nearest(
  word: string,
  known: Iterable<string>,
  letters = Math.max(2, Math.ceil(word.length / 3)),
): string | undefined {
  let best: string | undefined;
  let bestDistance = letters + 1;
  for (const candidate of known) {
    // The distance is at least the difference of the lengths, so words of a very different length are not compared.
    if (Math.abs(word.length - candidate.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** The text ` (did you mean "Effect"?)`, or an empty text if no word is close. */
export function suggestion(word: string, known: Iterable<string>): string {
  const meant = nearest(word, known);
  return meant === undefined ? '' : ` (did you mean "${meant}"?)`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
