import { outputWidth, wrapLines } from './wrap-lines.ts';

/** Writes warnings to the standard error output, wrapped. */
export function warn(warnings: readonly string[]): void {
  for (const warning of warnings) note(`warning: ${warning}`);
}

/** Writes a remark to the standard error output, wrapped; nothing if it is undefined. */
export function note(remark: string | undefined): void {
  if (remark === undefined) return;
  const [first, ...rest] = wrapLines(`keyhole: ${remark}`, outputWidth() - 2, false);
  process.stderr.write([first, ...rest.map((line) => `  ${line}`), ''].join('\n'));
}

/**
 * Writes an error to the standard error output. On a terminal its lines are wrapped, each under its own margin. In a file
 * or a pipe they stay whole, so that a search finds their words.
 */
export function tellError(message: string): void {
  const text = `keyhole: ${message}`;
  const lines = process.stderr.isTTY ? text.split('\n').flatMap(wrappedLine) : [text];
  process.stderr.write(`${lines.join('\n')}\n`);
}

function wrappedLine(line: string): readonly string[] {
  const text = line.trimStart();
  const margin = ' '.repeat(line.length - text.length);
  const [first = '', ...rest] = wrapLines(text, outputWidth() - margin.length - 2, false);
  return [margin + first, ...rest.map((more) => `${margin}  ${more}`)];
}
