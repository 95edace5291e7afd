import type { CellResult, DecidedCell, DecidedPrincipal, DecidedUse } from '../record/decided-matrix.ts';
import { refusalOf } from './access-answer.ts';
import { once } from './once.ts';
import type { SiteMatrix, SiteMatrixResource } from './site.ts';

/** The cells that one explanation is of: the same access, decided by the same statements. */
export interface CellGroup {
  /** The id of the explanation: `read-2`. */
  readonly id: string;
  readonly access: string;
  readonly result: CellResult;
  /** The uses of its first cell; those of the others differ in their reasons alone. */
  readonly uses: readonly DecidedUse[];
  readonly cells: readonly DecidedCell[];
}

/** The classes of access of a resource, in the order of its cells. */
export function accessesOf({ cells }: SiteMatrixResource): readonly string[] {
  return [...new Set(cells.map(({ access }) => access))];
}

/** The groups of the cells of a resource, by the order of accesses. */
export const cellGroupsOf = once((resource: SiteMatrixResource): readonly CellGroup[] => {
  return accessesOf(resource).flatMap((access) => {
    const own = resource.cells.filter((cell) => cell.access === access);
    const alike = Map.groupBy(own, ({ result, uses }) =>
      JSON.stringify([result, uses.map(({ reason: _, mismatch: __, ...use }) => use)]),
    );
    return [...alike.values()].flatMap((cells, index): readonly CellGroup[] => {
      const [first] = cells;
      if (first === undefined) return [];
      return [{ id: `${access}-${index + 1}`, access, result: first.result, uses: first.uses, cells }];
    });
  });
});

/** The id of the explanation of each cell of a resource. */
export const explanationsOf = once(
  (resource: SiteMatrixResource): ReadonlyMap<DecidedCell, string> =>
    new Map(cellGroupsOf(resource).flatMap(({ id, cells }) => cells.map((cell) => [cell, id] as const))),
);

/** The word of a cell: `yes`, `in part`, or the policy that refuses. */
export function cellWord({ result, uses }: Pick<DecidedCell, 'result' | 'uses'>): string {
  switch (result) {
    case 'allowed':
      return 'yes';
    case 'partly':
      return 'in part';
    case 'conditional':
      return 'it depends';
    case 'undecidable':
      return 'not decided';
    case 'denied':
      return refusal(uses);
  }
}

function refusal([use]: readonly DecidedUse[]): string {
  const { layer, explicit = false, refused = '', actions = [] } = use ?? {};
  if (layer === undefined) return 'no';
  return refusalOf({ layer, explicit }, { action: refused }, actions[0]?.split(':')[0] ?? '');
}

/** Principals with their places in the matrix, by account. The account that owns the resource comes first. */
export function principalsByAccount(
  { matrix, scenario }: SiteMatrix,
  owner?: string,
): readonly {
  readonly account: string | undefined;
  readonly principals: readonly (readonly [number, DecidedPrincipal])[];
}[] {
  const order = (account: string | undefined) =>
    account === undefined
      ? scenario.accounts.length
      : account === owner
        ? -1
        : scenario.accounts.findIndex(({ name }) => name === account);
  const groups = Map.groupBy([...matrix.principals.entries()], ([, { account }]) => account);
  return [...groups]
    .map(([account, principals]) => ({ account, principals }))
    .toSorted((one, other) => order(one.account) - order(other.account));
}
