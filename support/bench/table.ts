/** One measurement, with the figure of its yardstick in the same run, and its target. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly against?: string;
  readonly ratio?: string;
  readonly target?: string;
}

const columns = ['what', 'measured', 'against', 'ratio', 'target'] as const;

/** Rows as a Markdown table, readable in a terminal and in a pull request. */
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
