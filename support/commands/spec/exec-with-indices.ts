/** The same expressions with the flag `d`, which adds the indices of groups to a match. */
const telling = new WeakMap<RegExp, RegExp>();

/** Matches a text once, with the start and end of each group; null if it does not match. */
function execWithIndices(expression: RegExp, text: string): RegExpExecArray | null {
  let known = telling.get(expression);
  if (known === undefined) {
    known = new RegExp(expression, `${expression.flags}d`);
    telling.set(expression, known);
  }
  return known.exec(text);
}

// biome-ignore lint/style/noDefaultExport: it stands in for regexp-match-indices, and exports as that does
export { execWithIndices as default };
