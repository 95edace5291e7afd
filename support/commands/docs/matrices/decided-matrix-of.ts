import { type AccessCell, countCells, matrixCells, type UseAccess } from '../../../access/access-matrix.ts';
import { type AccessWorld, startAccessWorld } from '../../../access/access-world.ts';
import { allowedInWords } from '../../../access/class-words.ts';
import { toldClass } from '../../../access/explore-classes.ts';
import { inNames } from '../../../authorization/explain.ts';
import type { DecidedCell, DecidedMatrix, DecidedUse } from '../../../documentation/record/decided-matrix.ts';
import {
  type RecordedStatement,
  recordedStatement,
} from '../../../documentation/record/recorded-decision.ts';
import { permissionReport } from '../../../gateway/record/decision-report.ts';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { Progress } from '../../progress.ts';

/** The most principals and resources that pages have room for. keyhole matrix shows the others. */
export const MOST_PRINCIPALS = 60;
export const MOST_RESOURCES = 40;

/** Decides the access matrix of a scenario, without requests. */
export async function decidedMatrixOf(scenario: Scenario): Promise<DecidedMatrix> {
  await using world = await startAccessWorld(scenario);
  const principals = shownPrincipals(world);
  const resources = world.resources.slice(0, MOST_RESOURCES);
  const isWhole =
    principals.length === world.principals.length && resources.length === world.resources.length;
  const statements = new StatementList();
  const progress = new Progress('cells of access matrices', countCells({ ...world, principals, resources }));
  const rows = resources.map(async (resource) => {
    const cells: DecidedCell[] = [];
    for await (const cell of matrixCells(world, { resources: [resource], principals })) {
      cells.push(decidedCell(cell, principals.indexOf(cell.principal), { world, statements }));
      progress.step();
    }
    return { kind: resource.kind, phrase: resource.name, account: resource.account, cells };
  });
  const decided = await Promise.all(rows);
  progress.end();
  return {
    scenario: scenario.name,
    principals: principals.map(({ name, account }) => ({
      phrase: name,
      ...(account !== undefined && { account }),
    })),
    resources: decided,
    statements: statements.all,
    ...(!isWhole && { of: { principals: world.principals.length, resources: world.resources.length } }),
  };
}

/** The principals that pages have room for: strangers and anonymous callers are always among them. */
function shownPrincipals({ principals }: AccessWorld): AccessWorld['principals'] {
  const outside = principals.filter(({ kind }) => kind === 'stranger' || kind === 'anonymous');
  const inside = principals.filter((principal) => !outside.includes(principal));
  return [...inside.slice(0, MOST_PRINCIPALS - outside.length), ...outside];
}

/** Statements, each once, by their places. */
class StatementList {
  readonly all: RecordedStatement[] = [];
  readonly #places = new Map<string, number>();

  placeOf(statement: RecordedStatement): number {
    const key = JSON.stringify(statement);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.all.length);
    return this.all.push(statement) - 1;
  }
}

interface Recording {
  readonly world: AccessWorld;
  readonly statements: StatementList;
}

function decidedCell(
  { access, result, uses }: AccessCell,
  principal: number,
  recording: Recording,
): DecidedCell {
  return { principal, access, result, uses: uses.map((use) => decidedUse(use, recording)) };
}

/** A use with the statements of the class of requests that tells its result. */
function decidedUse({ use, result, classes }: UseAccess, { world, statements }: Recording): DecidedUse {
  const { action, object } = use;
  const told = toldClass(classes, result === 'conditional' ? 'allowed' : result);
  const reports = (told?.decisions ?? []).map((decision) => permissionReport(decision, world.describing));
  const denied = reports.find(({ denial }) => denial !== undefined);
  const deciding =
    denied?.denial === undefined
      ? reports.flatMap(({ allowedBy = [] }) => allowedBy)
      : (denied.denial.nearest ?? []);
  const reason = told?.reason ?? denied?.denial?.sentence;
  const own = [deciding]
    .flat()
    .map(({ mismatch: _, ...statement }) => statements.placeOf(recordedStatement.parse(statement)));
  const mismatch = denied?.denial?.nearest?.mismatch;
  return {
    actions: action.kms === undefined ? [action.action] : [action.action, action.kms],
    ...(object !== undefined && { object }),
    result,
    ...(denied?.denial && {
      ...{ layer: denied.denial.layer, explicit: denied.denial.explicit, refused: denied.action },
    }),
    ...(reason !== undefined && { reason }),
    ...(mismatch && { mismatch: `${mismatch.element}: ${mismatch.detail}` }),
    statements: [...new Set(own)],
    ...(result === 'conditional' && { allowedIf: inNames(allowedInWords(classes), world.describing.names) }),
  };
}
