import { once } from './once.ts';
import { type Path, pathsOf } from './paths.ts';
import type { SitePattern } from './site.ts';
import { isOfData } from './uses.ts';

/** The most paths that a drawing shows; with more it would not be legible. */
export const MOST_DRAWN = 12;

/**
 * The paths that a drawing shows, at most {@link MOST_DRAWN}. Each outcome that the pattern gives has its most telling path
 * before any outcome has its second. Uses of data and keys come before settings. A path that only a limit proves is left out,
 * since a limit is what a pattern does not give.
 */
export const drawnPaths = once((pattern: SitePattern): readonly Path[] => {
  const drawable = pathsOf(pattern).filter(isDrawable);
  const byGroup = Map.groupBy(
    drawable.flatMap((path) => groupsOf(path).map((group) => ({ group, path }))),
    ({ group }) => group,
  );
  const lists = [...byGroup.values()].map((entries) => inTurn(entries.map(({ path }) => path)));
  const drawn = new Set<Path>();
  add(drawn, firsts(lists, 0));
  const ofData = lists.map((list) => list.slice(1).filter(({ use }) => isOfData(use)));
  const longest = Math.max(0, ...ofData.map(({ length }) => length));
  for (let round = 0; round < longest && drawn.size < MOST_DRAWN; round += 1)
    add(drawn, firsts(ofData, round));
  add(drawn, drawable);
  return drawable.filter((path) => drawn.has(path));
});

function isDrawable({ resource, varies, inVain, outcomes }: Path): boolean {
  if (varies || inVain || !resource.named || resource.kind === 'other') return false;
  return outcomes.length === 0 || outcomes.some(({ limit }) => !limit);
}

/** The outcomes that a path is drawn for; its rules, if there is no register of outcomes. */
function groupsOf({ outcomes, proofs }: Path): readonly string[] {
  const given = outcomes.filter(({ limit }) => !limit).map(({ id }) => id);
  if (given.length > 0) return given;
  return [...new Set(proofs.map(({ example: { rule } }) => `${rule.feature.address}#${rule.anchor}`))];
}

function firsts(lists: readonly (readonly Path[])[], place: number): readonly Path[] {
  return lists.flatMap((list) => list[place] ?? []);
}

/** Adds the most telling paths while there is room. */
function add(drawn: Set<Path>, paths: readonly Path[]): void {
  for (const path of inTurn(paths)) if (drawn.size < MOST_DRAWN) drawn.add(path);
}

/** The most telling paths first, denials and grants in turn: a drawing tells who reaches a thing and who does not. */
function inTurn(paths: readonly Path[]): readonly Path[] {
  const sorted = paths.toSorted((a, b) => rank(a) - rank(b));
  const denials = sorted.filter(({ allowed }) => !allowed);
  const grants = sorted.filter(({ allowed }) => allowed);
  return Array.from({ length: Math.max(denials.length, grants.length) }).flatMap((_, place) => [
    ...denials.slice(place, place + 1),
    ...grants.slice(place, place + 1),
  ]);
}

/** Uses of data and keys across accounts come first, settings last. */
function rank({ use, crossAccount }: Path): number {
  const of = use === 'list' || use === 'delete' || use === 'grant' ? 2 : isOfData(use) ? 0 : 4;
  return of + Number(!crossAccount);
}
