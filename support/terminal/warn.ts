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
