/** Writes warnings to the standard error output, a line each. */
export function warn(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`keyhole: warning: ${warning}\n`);
}
