/** The parts of a Cucumber expression: parameters, optional text, and text between them. */
const PARTS = /\{(?<parameter>[^{}]*)\}|\((?<optional>[^()]*)\)|(?<text>[^{}()]+)/g;

type ParameterTypes = ReadonlyMap<string, readonly string[]>;

/**
 * A Cucumber expression with the parameters that are in a text, such as `the intern role reads "report.csv"` for
 * `{principal} reads {object}`. Undefined if a parameter of it is not in the text, or is of an unknown type. A parameter
 * that is nothing there is left out, or else shown as `{sse}`.
 */
export function filledShape(
  shape: string,
  text: string,
  { types, showOpen = false }: { readonly types: ParameterTypes; readonly showOpen?: boolean },
): string | undefined {
  const parts = [...shape.matchAll(PARTS)].map(({ groups = {} }) => groups);
  const sources = parts.map(({ parameter, text: words }) => {
    if (parameter !== undefined) return types.get(parameter)?.map(uncaptured).join('|');
    return words?.trim() === '' ? String.raw`\s+` : '.*?';
  });
  if (sources.includes(undefined)) return undefined;
  const pattern = parts.map(({ parameter }, index) =>
    parameter === undefined ? sources[index] : `(${sources[index]})`,
  );
  const found = new RegExp(`^.*?${pattern.join('')}.*?$`, 's').exec(text)?.slice(1);
  if (found === undefined) return undefined;
  return parts
    .map(({ parameter, text: words = '' }) =>
      parameter === undefined ? firstChoice(words) : found.shift() || (showOpen ? `{${parameter}}` : ''),
    )
    .join('');
}

/** A regular expression whose groups capture nothing, so that each parameter has one group. */
function uncaptured(source: string): string {
  return source.replaceAll(
    /(\\.)|\((?!\?)/g,
    (whole, escaped: string | undefined) => escaped ?? `${whole}?:`,
  );
}

/** Words with the first of their alternatives: `a` for `a/an`. */
function firstChoice(words: string): string {
  return words.replaceAll(/(\S+?)\/\S+/g, '$1');
}
