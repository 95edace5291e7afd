import { type AccessCell, type AccessMatrix, accessMatrix } from '../../access/access-matrix.ts';
import { startAccessWorld } from '../../access/access-world.ts';
import { allowedInWords } from '../../access/class-words.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';

/** For tests: the names that keys have in two readings of the same accounts, by the name of the key in one of them. */
export type SharedNames = Readonly<Record<string, string>>;

/**
 * For tests: every cell of a scenario's access matrix, by principal, access and resource, with the result of each use. Two readings of the
 * same accounts have the same cells. Names of principals and resources are their ARNs. Keys have the names that are given, and secrets
 * those of their ARNs without the last characters.
 */
export async function matrixCells(scenario: Scenario, keys: SharedNames = {}): Promise<Cells> {
  await using world = await startAccessWorld(scenario);
  return cellsOf(await accessMatrix(world), keys);
}

/** For tests: what each cell says. */
export type Cells = Readonly<Record<string, string>>;

function cellsOf({ cells }: AccessMatrix, keys: SharedNames): Cells {
  return Object.fromEntries(
    cells.map((cell) => [
      `${principalOf(cell)} ${cell.access} ${resourceOf(cell, keys)}`,
      [cell.result, cell.layer ?? '', ...cell.uses.map(useOf)].join(' '),
    ]),
  );
}

function principalOf({ principal: { id, principal } }: AccessCell): string {
  if (principal.type === 'AssumedRole') return principal.roleArn;
  // The name of an account may differ; strangers and services are known by their names.
  return 'arn' in principal && /^(?:users|accounts)\./.test(id) ? principal.arn : id;
}

function resourceOf({ resource: { id, kind, arn } }: AccessCell, keys: SharedNames): string {
  const name = id.slice(id.indexOf('.') + 1);
  if (kind === 'key') return `the key ${keys[name] ?? name}`;
  return kind === 'secret' ? arn.replace(/-[A-Za-z0-9]{6}$/, '') : arn;
}

function useOf({ use: { action, object }, result, classes }: AccessCell['uses'][number]): string {
  const condition = result === 'conditional' ? ` if ${allowedInWords(classes)}` : '';
  return `[${action.action} ${object ?? ''}: ${result}${condition}]`;
}
