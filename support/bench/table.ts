/** One measurement, beside what it was measured against in the same run and what it aims at. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly against?: string;
  readonly ratio?: string;
  readonly target?: string;
}

const columns = ['what', 'measured', 'against', 'ratio', 'target'] as const;

/** Rows as a table in Markdown, so that it can be read in a terminal and pasted into a pull request. */
export function table(rows: readonly Row[]): string {
  const cells = [Object.fromEntries(columns.map((name) => [name, name])), ...rows] as Partial<
    Record<string, string>
  >[];
  const widths = columns.map((name) => Math.max(...cells.map((row) => (row[name] ?? '').length)));
  const line = (row: Partial<Record<string, string>>) =>
    `| ${columns.map((name, i) => (row[name] ?? '').padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [header = {}, ...body] = cells;
  return [line(header), rule, ...body.map(line)].join('\n');
}
