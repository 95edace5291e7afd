import { styleText } from 'node:util';
import { type AccessCell, type AccessMatrix, classesOf } from '../../access/access-matrix.ts';
import type { AccessResource } from '../../access/access-resources.ts';
import { type UseDocument, useDocument } from '../../access/matrix-document.ts';
import type { Describing } from '../../gateway/record/decision-report.ts';
import { outputWidth, printable, wrapLines } from '../../terminal/wrap-lines.ts';
import { cellInWords } from './cell-words.ts';
import { denialNotes } from './denial-notes.ts';

const CELL = 11;

/** A matrix for a terminal: a table for each resource, and below it what cells depend on. */
export function matrixLines({ cells }: AccessMatrix, describing: Describing): readonly string[] {
  const byResource = Map.groupBy(cells, ({ resource }) => resource);
  const tables = [...byResource].flatMap(([resource, of]) => [...table(resource, of, describing), '']);
  return [...tables, ...legend(cells)];
}

function table(
  resource: AccessResource,
  cells: readonly AccessCell[],
  describing: Describing,
): readonly string[] {
  const columns = classesOf(resource.kind);
  const room = outputWidth() - columns.length * CELL - 1;
  const head = ' '.repeat(room) + columns.map((column) => column.padEnd(CELL)).join('');
  const rows = [...Map.groupBy(cells, ({ principal }) => principal)].flatMap(([principal, of]) => {
    const [first = '', ...more] = wrapLines(principal.name, room - 3);
    const line = `  ${first}`.padEnd(room) + of.map(styledCell).join('');
    return [line.trimEnd(), ...more.map((rest) => `    ${rest}`)];
  });
  const title = wrapLines(`${resource.name} (${resource.account})`, outputWidth());
  return [
    ...title.map((line) => styleText('bold', line)),
    styleText('dim', head.trimEnd()),
    ...rows,
    ...notes(cells, describing),
  ];
}

const STYLES = {
  allowed: 'green',
  denied: 'red',
  partly: 'yellow',
  conditional: 'yellow',
  undecidable: 'magenta',
} as const;

function styledCell(cell: AccessCell): string {
  return styleText(STYLES[cell.result], cellInWords(cell).padEnd(CELL));
}

/** The details of cells whose word does not say all. Equal details of several principals are one note. */
function notes(cells: readonly AccessCell[], describing: Describing): readonly string[] {
  const texts = cells
    .filter(({ result }) => result !== 'allowed' && result !== 'denied')
    .flatMap((cell) => {
      const uses = cell.uses.map((use) => useDocument(use, describing));
      return uses
        .filter(({ result }) => result !== 'denied')
        .map((use) => ({ text: `${cell.access}: ${useInWords(use)}`, who: cell.principal.name }));
    });
  const grouped = Map.groupBy(texts, ({ text }) => text);
  const details = [...grouped].map(
    ([text, of]) => `${[...new Set(of.map(({ who }) => who))].join(', ')}: ${text}`,
  );
  const denials = denialNotes(cells, describing).map(({ who, access, text }) => `${who}: ${access}: ${text}`);
  return [...details, ...denials].flatMap(noteLines);
}

function noteLines(note: string): readonly string[] {
  const [first = '', ...more] = wrapLines(note, outputWidth() - 6, false);
  return [`  · ${first}`, ...more.map((line) => `    ${line}`)].map((line) => styleText('dim', line));
}

/** A use and the classes of requests that it is allowed for: `s3:GetObject on inbox/x: allowed`. */
export function useInWords({ actions, object, result, allowedIf, reason }: UseDocument): string {
  const what = `${actions.join(' + ')}${object === undefined ? '' : ` on ${printable(object)}`}`;
  if (result === 'conditional') return `${what} is allowed if ${allowedIf}`;
  return result === 'undecidable' ? `${what} is not decided: ${reason}` : `${what} is ${result}`;
}

function legend(cells: readonly AccessCell[]): readonly string[] {
  const count = (result: AccessCell['result']) => cells.filter((cell) => cell.result === result).length;
  const isNoted = cells.some(({ result, layer }) => result === 'denied' && layer === undefined);
  const denied = `denied by the layer named${isNoted ? ' or for the reason noted' : ''}`;
  const text = `${cells.length} cells: ${count('allowed')} ✓ allowed, ${count('denied')} ✗ ${denied}, ${count('partly')} ◐ some actions or objects, ${count('conditional')} ? depends on a condition, ${count('undecidable')} ! not decided`;
  return wrapLines(text, outputWidth());
}
