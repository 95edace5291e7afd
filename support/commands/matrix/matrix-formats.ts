import { type AccessCell, type AccessMatrix, classesOf } from '../../access/access-matrix.ts';
import { useDocument } from '../../access/matrix-document.ts';
import { placeOfAnswer } from '../../access/place-of-statement.ts';
import type { Describing } from '../../gateway/record/decision-report.ts';
import { cellInWords } from './cell-words.ts';
import { denialNotes } from './denial-notes.ts';
import { useInWords } from './matrix-text.ts';

/** The first row of a matrix as CSV (RFC 4180). */
export const CSV_HEAD =
  'resource,principal,access,result,actions,object,use,layer,depends on,allowed if,reason,statements';

/** A cell of a matrix as CSV, a row a use. */
export function cellCsv(cell: AccessCell, describing: Describing): readonly string[] {
  return cell.uses.map((use) => {
    const { actions, object, result, layer, dependsOn, allowedIf, reason, statements } = useDocument(
      use,
      describing,
    );
    const places = statements.map((statement) => placeOfAnswer(statement) ?? statement.policy);
    return [
      ...[cell.resource.name, cell.principal.name, cell.access, cell.result],
      ...[actions.join(' '), object, result, layer, dependsOn?.join(' '), allowedIf, reason],
      places.join(' '),
    ]
      .map(quoted)
      .join(',');
  });
}

/** A field of CSV. A leading sign that a spreadsheet takes for a formula is made text. */
function quoted(field = ''): string {
  const text = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A matrix as Markdown: a table for each resource, and what cells depend on. */
export function matrixMarkdown({ scenario, cells }: AccessMatrix, describing: Describing): string {
  const tables = [...Map.groupBy(cells, ({ resource }) => resource)].flatMap(([resource, of]) => {
    const columns = classesOf(resource.kind);
    const rows = [...Map.groupBy(of, ({ principal }) => principal)].map(
      ([principal, row]) => `| ${cellText(principal.name)} | ${row.map(cellInWords).join(' | ')} |`,
    );
    const notes = of
      .filter(({ result }) => result !== 'allowed' && result !== 'denied')
      .flatMap((cell) =>
        cell.uses
          .filter(({ result }) => result !== 'denied')
          .map(
            (use) =>
              `- ${cellText(cell.principal.name)}, ${cell.access}: ${cellText(useInWords(useDocument(use, describing)))}`,
          ),
      );
    const denials = denialNotes(of, describing).map(
      ({ who, access, text }) => `- ${cellText(who)}, ${access}: ${cellText(text)}`,
    );
    return [
      `### ${cellText(resource.name)}`,
      '',
      `| who | ${columns.join(' | ')} |`,
      `| --- |${' --- |'.repeat(columns.length)}`,
      ...rows,
      ...(notes.length + denials.length === 0 ? [] : ['', ...notes, ...denials]),
      '',
    ];
  });
  return [`## Access in ${cellText(scenario)}`, '', ...tables].join('\n').trimEnd();
}

/** Text that Markdown shows as it is. Braces mean nothing there: `${aws:PrincipalTag/team}` keeps its form. */
export function cellText(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}
