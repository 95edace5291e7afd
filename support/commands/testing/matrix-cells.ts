import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccessCell, type AccessMatrix, accessMatrix } from '../../access/access-matrix.ts';
import { startAccessWorld } from '../../access/access-world.ts';
import { allowedInWords } from '../../access/class-words.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';

/**
 * For tests: the names that things have in several readings of the same accounts, by the id in a matrix: `keys.shared`.
 */
export type SharedNames = Readonly<Record<string, string>>;

/**
 * For tests: every cell of a scenario's access matrix, by principal, access and resource, with the result of each use. Two readings of the
 * same accounts have the same cells. Principals and resources without a shared name are known by their ARNs, and keys by
 * their names.
 */
export async function matrixCells(scenario: Scenario, shared: SharedNames = {}): Promise<Cells> {
  await using world = await startAccessWorld(scenario);
  return cellsOf(await accessMatrix(world), shared);
}

/** For tests: the shared names of the things of an import, made of their accounts and their ids in the source. */
export function namesOfThings(folder: string, nameOf: (thing: Thing) => string): SharedNames {
  const { things } = JSON.parse(readFileSync(join(folder, 'import.json'), 'utf8'));
  return Object.fromEntries(things.map((thing: Thing) => [`${thing.kind}.${thing.name}`, nameOf(thing)]));
}

/** For tests: a thing that an import found. */
export interface Thing {
  readonly kind: string;
  readonly name: string;
  readonly account: string;
  readonly id: string;
}

/** For tests: what each cell says. */
export type Cells = Readonly<Record<string, string>>;

function cellsOf({ cells }: AccessMatrix, shared: SharedNames): Cells {
  return Object.fromEntries(
    cells.map((cell) => [
      `${principalOf(cell, shared)} ${cell.access} ${resourceOf(cell, shared)}`,
      [cell.result, cell.layer ?? '', ...cell.uses.map(useOf)].join(' '),
    ]),
  );
}

function principalOf({ principal: { id, principal } }: AccessCell, shared: SharedNames): string {
  const name = shared[id];
  if (name !== undefined) return name;
  if (principal.type === 'AssumedRole') return principal.roleArn;
  // The name of an account may differ; strangers and services are known by their names.
  return 'arn' in principal && /^(?:users|accounts)\./.test(id) ? principal.arn : id;
}

function resourceOf({ resource: { id, kind, arn } }: AccessCell, shared: SharedNames): string {
  return shared[id] ?? (kind === 'key' || kind === 'secret' ? id : arn);
}

function useOf({ use: { action, object }, result, classes }: AccessCell['uses'][number]): string {
  const condition = result === 'conditional' ? ` if ${allowedInWords(classes)}` : '';
  return `[${action.action} ${object ?? ''}: ${result}${condition}]`;
}
