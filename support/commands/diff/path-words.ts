import type { DiffDocument } from '../../access/diff/diff-document.ts';

type OpenedPaths = DiffDocument['pathsOpened'];

/** The most principals of one line that are named. */
const MOST_PRINCIPALS = 5;

/**
 * The paths that opened, in words. A line is for all principals that come over the same roles to the same accesses:
 * `a, b → the deploy role: read the reports bucket, list the reports bucket`. A company has thousands of paths, and few lines.
 */
export function pathsInWords(paths: OpenedPaths): readonly string[] {
  const accesses = Map.groupBy(paths, ({ over, access, resource }) =>
    JSON.stringify([over, access, resource]),
  );
  const lines = new Map<string, string[]>();
  for (const same of accesses.values()) {
    const [first] = same;
    if (first === undefined) continue;
    const head = `${principalsInWords(same)} → ${first.over.join(' → ')}`;
    const access = `${first.access} ${first.resource}`;
    const known = lines.get(head);
    if (known === undefined) lines.set(head, [access]);
    else known.push(access);
  }
  return [...lines].map(([head, all]) => `${head}: ${all.join(', ')}`);
}

function principalsInWords(paths: OpenedPaths): string {
  const names = [...new Set(paths.map(({ principal }) => principal))];
  const more = names.length - MOST_PRINCIPALS;
  if (more <= 1) return names.join(', ');
  return `${names.slice(0, MOST_PRINCIPALS).join(', ')} and ${more} others`;
}
