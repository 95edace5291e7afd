/** The same expressions, with the flag that has a match tell where its groups are. */
const telling = new WeakMap<RegExp, RegExp>();

/** Matches a text once and tells where each group begins and ends; null where it does not match. */
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
