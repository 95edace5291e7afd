import { SpecError } from './spec-error.ts';

/** Looks a name up; an unknown one fails with the names that are known and the nearest of them. */
export function lookUp<T>(kind: string, name: string, known: Readonly<Record<string, T>>): T {
  if (Object.hasOwn(known, name)) {
    const found = known[name];
    if (found !== undefined) return found;
  }
  throw new SpecError('unknown-name', `no ${kind} is called "${name}"; ${suggest(name, Object.keys(known))}`);
}

/** `did you mean "intake"? Known: intake, processing, security` */
export function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'none is known';
  const list = `Known: ${known.toSorted().join(', ')}`;
  const near = nearest(name, known);
  return near === undefined ? list : `did you mean "${near}"? ${list}`;
}

/** The known name that takes the fewest edits to reach, if that is at most a third of its length (and one at least). */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .toSorted((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate;
}

/** Levenshtein's distance, row by row. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replace = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replace, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
