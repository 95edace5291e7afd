import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';

/** The form in which the ways of one kind are shown. */
interface ShownBy<Way> {
  readonly linesOf: (way: Way) => readonly string[];
  /** A short name of a way, and what it is counted under. */
  readonly nameOf: (way: Way) => string;
  readonly groupOf: (way: Way) => string;
}

/** The most ways that are all shown with their statements, and those that are shown of more. */
const MOST_SHOWN = 25;
const SHOWN_OF_MANY = 3;
/** The most names of a group, and the most groups, that are listed. */
const MOST_NAMES = 4;
const MOST_GROUPS = 25;

/** The ways for a terminal: each with its statements, or a few and a count of the others by their groups. */
export function manyWays<Way>(
  ways: readonly Way[],
  { linesOf, nameOf, groupOf }: ShownBy<Way>,
): readonly string[] {
  if (ways.length <= MOST_SHOWN) return ways.flatMap(linesOf);
  const others = ways.slice(SHOWN_OF_MANY);
  const groups = [...Map.groupBy(others, groupOf)];
  const counts = groups
    .slice(0, MOST_GROUPS)
    .flatMap(([group, of]) => indented(`${group}: ${named(of.map(nameOf))}`, 4));
  const rest = groups.slice(MOST_GROUPS).flatMap(([, of]) => of).length;
  const left = groups.length - MOST_GROUPS;
  return [
    ...ways.slice(0, SHOWN_OF_MANY).flatMap(linesOf),
    ...indented(`and ${others.length} more; --json has each of them with its statements:`, 2),
    ...counts,
    ...(rest === 0 ? [] : indented(`and ${rest} in ${left} more ${left === 1 ? 'group' : 'groups'}`, 4)),
  ];
}

/** Names with a count of those that are left out: `a, b, c, d and 21 more`. */
function named(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const more = distinct.length - MOST_NAMES;
  if (more <= 0) return distinct.join(', ');
  return `${distinct.slice(0, MOST_NAMES).join(', ')} and ${more} more`;
}

function indented(text: string, indent: number): readonly string[] {
  return wrapLines(text, outputWidth() - indent, false).map((line) => ' '.repeat(indent) + line);
}
