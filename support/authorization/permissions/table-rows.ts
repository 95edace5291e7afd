/** The same row for many operations. The result type keeps their names, so that the compiler finds gaps in a table. */
export function rowsFor<N extends string, R>(
  names: readonly N[],
  row: (name: N) => R,
): { readonly [O in N]: R };
export function rowsFor(
  names: readonly string[],
  row: (name: string) => unknown,
): { readonly [operation: string]: unknown } {
  return Object.fromEntries(names.map((name) => [name, row(name)]));
}

/** Rows for operations that keyhole does not serve. */
export function notImplemented<N extends string>(
  ...names: readonly N[]
): { readonly [O in N]: 'not implemented' } {
  return rowsFor(names, (): 'not implemented' => 'not implemented');
}
