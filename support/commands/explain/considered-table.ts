import { styleText } from 'node:util';
import type { StatementReport } from '../../gateway/record/decision-report.ts';
import { outputWidth, printable, wrapLines } from '../../terminal/wrap-lines.ts';

const INDENT = 8;
const GAP = '  ';
/** The least width of the details beside a row; if there is less, they begin a new line. */
const NARROW = 36;

/** Every statement that was considered, policy by policy, with the first element that did not match. */
export function consideredLines(statements: readonly StatementReport[]): readonly string[] {
  const rows = statements.map(cellsOf);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines: string[] = [];
  let policy: string | undefined;
  statements.forEach((statement, index) => {
    if (statement.policy !== policy) lines.push(...policyLines(statement));
    policy = statement.policy;
    lines.push(...rowLines(rows[index] ?? [], widths, statement));
  });
  return lines;
}

/**
 * The cells of a row: line, effect, statement and element. A grant is its own only statement, so that cell is empty.
 */
function cellsOf({ source, effect, statement, layer, mismatch }: StatementReport): readonly string[] {
  const line = source?.origin === undefined ? source?.line : source.origin.line;
  return [
    line === undefined ? '' : `:${line}`,
    effect,
    layer === 'grant' ? '' : shortened(printable(statement.replace(/^the statement /, ''))),
    mismatch?.element ?? 'matches',
  ];
}

/** Shortens a statement's title, so that line, effect and element fit beside it. */
function shortened(title: string): string {
  const most = Math.min(34, outputWidth() - 36);
  if (title.length <= most) return title;
  return title.endsWith('"') ? `${title.slice(0, most - 2)}…"` : `${title.slice(0, most - 1)}…`;
}

function policyLines({ policy, source }: StatementReport): readonly string[] {
  const text =
    source === undefined
      ? policy
      : `${policy} · ${source.origin === undefined ? source.file : `${source.origin.file} ${source.origin.id}`}`;
  return wrapLines(text, outputWidth() - 6).map((line) => `      ${styleText('dim', line)}`);
}

function rowLines(
  cells: readonly string[],
  widths: readonly number[],
  { mismatch, note }: StatementReport,
): readonly string[] {
  const detail = mismatch?.detail ?? note;
  const color = mismatch === undefined ? 'green' : 'yellow';
  const padded = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).filter((cell) => cell !== '');
  const [element = '', ...before] = padded.toReversed();
  const start =
    ' '.repeat(INDENT) +
    before
      .toReversed()
      .map((cell) => cell + GAP)
      .join('');
  if (detail === undefined) return [start + styleText(color, element.trimEnd())];
  const used = start.length + element.length + GAP.length;
  const beside = outputWidth() - used >= NARROW;
  const indent = ' '.repeat(beside ? used : INDENT + 4);
  const [first = '', ...more] = wrapLines(detail, outputWidth() - indent.length);
  const rest = more.map((line) => indent + line);
  if (beside) return [start + styleText(color, element) + GAP + first, ...rest];
  return [start + styleText(color, element.trimEnd()), indent + first, ...rest];
}
