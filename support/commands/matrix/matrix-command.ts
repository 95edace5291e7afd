import { once } from 'node:events';
import {
  type AccessMatrix,
  accessMatrix,
  countCells,
  type MatrixScope,
  matrixCells,
} from '../../access/access-matrix.ts';
import { type AccessWorld, startAccessWorld } from '../../access/access-world.ts';
import { cellDocument, matrixDocument } from '../../access/matrix-document.ts';
import { principalsMeant, resourcesMeant } from '../../access/scope-meant.ts';
import { TableCells } from '../../access/table-cells.ts';
import { verifyMatrix } from '../../access/verify/verify-matrix.ts';
import { growInSmallSteps } from '../../node/grow-in-small-steps.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { chosenScenario } from '../chosen-scenario.ts';
import { exitCodes } from '../exit-codes.ts';
import { isLarge } from '../large-scenario.ts';
import { Progress } from '../progress.ts';
import type { SourceOptions } from '../source-options.ts';
import { CSV_HEAD, cellCsv, matrixMarkdown } from './matrix-formats.ts';
import { matrixLines } from './matrix-text.ts';
import { verificationLines } from './verification-text.ts';

/** The form in which a matrix is printed. */
export type MatrixFormat = 'text' | 'json' | 'csv' | 'markdown';

/** The part of the matrix to ask for, and how to print it. */
export interface MatrixOptions extends SourceOptions {
  /** A name or a folder; the only scenario of the folder if it is left out. */
  readonly scenario?: string | undefined;
  readonly scenarios?: string | undefined;
  readonly principal: readonly string[];
  readonly resource: readonly string[];
  readonly format: MatrixFormat;
  readonly verify: boolean;
}

/**
 * `keyhole matrix`: who can do what with every resource of a scenario. Resolves with the exit code: 1 if real requests were
 * answered otherwise. Throws SpecError for an invalid argument or document.
 */
export async function runMatrix(options: MatrixOptions): Promise<number> {
  useScenariosOf(options.scenarios);
  const scenario = chosenScenario(options.scenario, options);
  if (isLarge(scenario)) growInSmallSteps();
  await using world = await startAccessWorld(scenario, { sends: options.verify });
  const scope = {
    resources: resourcesMeant(options.resource, world),
    principals: principalsMeant(options.principal, world),
  };
  const progress = new Progress('cells', countCells({ ...world, ...scope }));
  const asked = { ...scope, onCell: () => progress.step() };
  if ((options.format === 'json' || options.format === 'csv') && !options.verify) {
    await (options.format === 'json' ? writeJson(world, asked) : writeCsv(world, asked));
    progress.end();
    return exitCodes.ok;
  }
  const table = options.verify ? undefined : new TableCells(world);
  const matrix = await accessMatrix(world, { ...asked, table });
  progress.end();
  const verification = options.verify ? await verified(world, matrix) : undefined;
  process.stdout.write(`${printed(matrix, world, options.format, verification)}\n`);
  if (verification === undefined) return exitCodes.ok;
  if (options.format !== 'json') process.stderr.write(`${verificationLines(verification).join('\n')}\n`);
  return verification.disagreements.length === 0 ? exitCodes.ok : exitCodes.failed;
}

/** Writes the cells as they are decided: a large matrix is never held as a whole. */
async function writeJson(world: AccessWorld, scope: MatrixScope): Promise<void> {
  const { name: scenario } = world.played.provisioned.scenario;
  process.stdout.write(`{"version":1,"scenario":${JSON.stringify(scenario)},"cells":[`);
  let separator = '\n';
  for await (const cell of matrixCells(world, scope)) {
    const document = JSON.stringify(cellDocument(cell, world.describing));
    if (!(await isWritten(separator + document))) return;
    separator = ',\n';
  }
  process.stdout.write('\n]}\n');
}

/** Writes the rows of each cell as it is decided. */
async function writeCsv(world: AccessWorld, scope: MatrixScope): Promise<void> {
  process.stdout.write(CSV_HEAD);
  for await (const cell of matrixCells(world, scope)) {
    const rows = cellCsv(cell, world.describing).map((row) => `\r\n${row}`);
    if (!(await isWritten(rows.join('')))) return;
  }
  process.stdout.write('\n');
}

/** Writes a part of the output; false if its reader has ended. */
async function isWritten(part: string): Promise<boolean> {
  return process.stdout.write(part) || (await isDrained());
}

/** Waits until the output takes more; false if its reader has ended, as in `keyhole matrix --json | head`. */
async function isDrained(): Promise<boolean> {
  if (process.stdout.destroyed) return false;
  return await once(process.stdout, 'drain').then(
    () => true,
    () => false,
  );
}

type Verified = Awaited<ReturnType<typeof verifyMatrix>>;

async function verified(world: AccessWorld, matrix: AccessMatrix): Promise<Verified> {
  const progress = new Progress(
    'requests',
    matrix.cells.reduce((sum, { uses }) => sum + uses.length, 0),
  );
  const result = await verifyMatrix(world, matrix, () => progress.step());
  progress.end();
  return result;
}

function printed(
  matrix: AccessMatrix,
  { describing }: AccessWorld,
  format: MatrixFormat,
  verification: Verified | undefined,
): string {
  switch (format) {
    case 'json': {
      const document = matrixDocument(matrix, describing);
      if (verification === undefined) return JSON.stringify(document, undefined, 2);
      const { agreed, unverified, undecided, disagreements } = verification;
      const differ = disagreements.map(({ cell, use, encryption, matrix: said, request }) => ({
        ...{ principal: cell.principal.id, resource: cell.resource.id, access: cell.access },
        ...{ action: use.use.action.action, object: use.use.object },
        ...(encryption && { encryption }),
        ...{ matrix: said, request },
      }));
      const compared = { agreed, unverified, undecided, disagreements: differ };
      return JSON.stringify({ ...document, verification: compared }, undefined, 2);
    }
    case 'csv':
      return [CSV_HEAD, ...matrix.cells.flatMap((cell) => cellCsv(cell, describing))].join('\r\n');
    case 'markdown':
      return matrixMarkdown(matrix, describing);
    case 'text':
      return matrixLines(matrix, describing).join('\n');
  }
}
