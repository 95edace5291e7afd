import { type Address, slug } from './addresses.ts';
import { type Matrix, matricesOf } from './matrix.ts';
import { once } from './once.ts';
import type { PageContext } from './page-context.ts';
import type { SitePattern } from './site.ts';
import { statedMatricesOf } from './stated-matrices.ts';

/** The address of the page that says who can do what in a pattern. */
export function accessAddress({ address }: SitePattern): Address {
  return `${address}access/`;
}

/** The most cells that one page carries. Above that, each resource has a page of its own. */
const MOST_CELLS = 700;

/** True if all matrices of a pattern fit on one page. */
export const isOnOnePage = once((pattern: SitePattern): boolean => {
  const stated = statedMatricesOf(pattern).map(({ rows, columns }) => rows.length * columns.length);
  const cells = [...matricesOf(pattern).map(cellsOf), ...stated].reduce((sum, number) => sum + number, 0);
  return cells <= MOST_CELLS;
});

function cellsOf({ groups, columns }: Matrix): number {
  return groups.flatMap(({ rows }) => rows).length * columns.length;
}

/** A link to the matrix of a resource: on a page of its own, or to its place on the page of the pattern. */
export function matrixLink(context: PageContext, pattern: SitePattern, matrix: Matrix): string {
  return isOnOnePage(pattern)
    ? context.link(accessAddress(pattern), matrixName(pattern, matrix))
    : context.link(matrixAddress(pattern, matrix));
}

/** The address of the page of one resource. */
export function matrixAddress(pattern: SitePattern, matrix: Matrix): Address {
  return `${accessAddress(pattern)}${matrixName(pattern, matrix)}/`;
}

/** The id of a matrix, which no other of its pattern has: `write-only-bucket`. */
export function matrixName(pattern: SitePattern, { resource }: Matrix): string {
  return namesOf(pattern).get(resource.key) ?? slug(resource.phrase);
}

const namesOf = once((pattern: SitePattern): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const taken = new Set(['main', 'here', 'stated', 'variants']);
  for (const { resource } of matricesOf(pattern)) {
    const plain = slug(resource.phrase.replace(/^the /, ''));
    let name = plain;
    for (let number = 2; taken.has(name); number += 1) name = `${plain}-${number}`;
    taken.add(name);
    names.set(resource.key, name);
  }
  return names;
});
