import type { Policy } from '../authorization/terms/policy.ts';

/** The most keys of objects that stand for those of one bucket. */
export const MOST_OBJECTS = 24;

/** The patterns of objects that policies name, by the names or patterns of their buckets, or the ARNs of access points. */
export type ObjectPatterns = ReadonlyMap<string, ReadonlySet<string>>;

const THROUGH_ACCESS_POINT = /^(arn:aws:s3:[^:]*:[^:]*:accesspoint\/[^/]+)\/object\/(.+)$/;

/** The patterns of objects in some policies that do not name every object of a bucket. */
export function objectPatternsOf(policies: readonly Policy[]): ObjectPatterns {
  const patterns = new Map<string, Set<string>>();
  for (const { statements } of policies)
    for (const { resources = [], notResources = [] } of statements)
      for (const pattern of [...resources, ...notResources]) {
        const [, bucket = '', path = ''] =
          /^arn:aws:s3:::([^/]+)\/(.+)$/.exec(pattern) ?? THROUGH_ACCESS_POINT.exec(pattern) ?? [];
        if (path === '' || /^\*+$/.test(path)) continue;
        const known = patterns.get(bucket);
        if (known === undefined) patterns.set(bucket, new Set([path]));
        else known.add(path);
      }
  return patterns;
}

/**
 * Keys of objects that stand for all objects of a bucket, by its names and the ARNs of an access point. Each has what it stands for in
 * words. There is one for each pattern of a policy that names some of them, and one more for the objects that no policy names. Of the keys
 * that a pattern takes, the one that the fewest other patterns take stands for it: `a/any` for `a/*` beside `a/?`.
 */
export function objectsOf(
  places: readonly string[],
  patterns: ObjectPatterns,
  most = MOST_OBJECTS,
): ReadonlyMap<string, string> {
  const paths = [...patterns].flatMap(([bucket, own]) =>
    places.some((place) => takes(bucket, place)) ? [...own] : [],
  );
  const globs = [...new Set(paths)].map((path) => ({ path, glob: globOf(path) }));
  const leastNamed = (keys: readonly string[]) => {
    const counts = keys.map((key) => globs.filter(({ glob }) => glob.test(key)).length);
    return keys[counts.indexOf(Math.min(...counts))] ?? '';
  };
  const objects = new Map([[leastNamed(OF_NO_POLICY), 'any object']]);
  for (const { path } of globs) {
    if (objects.size >= most) break;
    const key = leastNamed(FILLED.map((fill) => filled(path, fill)));
    if (!objects.has(key)) objects.set(key, inWords(path));
  }
  return objects;
}

/** The keys of an object that no policy names, of which one is taken. */
const OF_NO_POLICY = ['any-object', 'other-object', 'keyhole', 'Q7_0'];

/** A text in the place of each `*` and each variable, and a letter in that of each `?`. */
interface Fill {
  readonly many: string;
  readonly one: string;
}

/** The fills of a pattern, of which one is taken. They differ in their letters and in their length. */
const FILLED: readonly Fill[] = [
  { many: 'x', one: 'x' },
  { many: 'any', one: 'y' },
  { many: 'Q7', one: 'Q' },
  { many: 'other-object', one: '7' },
  { many: 'keyhole_0', one: '_' },
];

/** The parts of a pattern: a wildcard that stands for itself, a variable, or a wildcard. */
const PARTS = /\$\{([*?$])\}|\$\{[^}]*\}|[*?]/g;

function filled(path: string, { many, one }: Fill): string {
  return path.replace(PARTS, (part, itself?: string) => itself ?? (part === '?' ? one : many));
}

/** True if a pattern takes a text. Most patterns of buckets are names, and a company has thousands of them. */
function takes(pattern: string, text: string): boolean {
  return pattern === text || (hasWildcards(pattern) && globOf(pattern).test(text));
}

function hasWildcards(pattern: string): boolean {
  return /[*?]|\$\{/.test(pattern);
}

/** The texts that a pattern takes, whatever its variables are. */
function globOf(pattern: string): RegExp {
  const source = pattern.replace(/\$\{([*?$])\}|\$\{[^}]*\}|[.+^${}()|[\]\\*?]/g, (part, itself?: string) => {
    if (itself !== undefined) return `\\${itself}`;
    if (part === '?') return '.';
    return part === '*' || part.startsWith('${') ? '.*' : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 's');
}

/** The objects of a pattern in words. A key without wildcards and variables is that of one object. */
function inWords(path: string): string {
  if (!hasWildcards(path)) return path;
  const [, prefix] = /^([^*?$]*\/)\*$/.exec(path) ?? [];
  return prefix === undefined ? `any object like ${path}` : `any object under ${prefix}`;
}
