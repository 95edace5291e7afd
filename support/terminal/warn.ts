import { outputWidth, wrapLines } from './wrap-lines.ts';

/** Writes warnings to the standard error output, wrapped. */
export function warn(warnings: readonly string[]): void {
  for (const warning of warnings) {
    const [first, ...rest] = wrapLines(`keyhole: warning: ${warning}`, outputWidth() - 2, false);
    process.stderr.write([first, ...rest.map((line) => `  ${line}`), ''].join('\n'));
  }
}
