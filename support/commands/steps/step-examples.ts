import type { Specification, WrittenStep } from '../../specification/specification.ts';

/** An example of each wording that features use: `When the intern role reads "report.csv"` for `{principal} reads {object}`. */
export type StepExamples = Readonly<Record<string, string>>;

const KEYWORDS = { G: 'Given', W: 'When', T: 'Then', '?': '*' } as const;

/** The shortest use of each wording in features, in the order of the wordings. */
export function stepExamples({ examples, shapes }: Specification): StepExamples {
  const written = examples.flatMap(({ steps }) => steps);
  const found = shapes.flatMap(({ id, source }): [string, string][] => {
    const [shortest] = written
      .filter(({ shapeIds }) => shapeIds.length === 1 && shapeIds.includes(id))
      .map(asWritten)
      .toSorted((one, other) => one.length - other.length || (one < other ? -1 : 1));
    return shortest === undefined ? [] : [[source, shortest]];
  });
  return Object.fromEntries(found.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** A step with its keyword, and with the table below it. */
function asWritten({ kind, text, argument }: WrittenStep): string {
  return [`${KEYWORDS[kind]} ${text}`, ...rowsOf(argument)].join('\n');
}

function rowsOf(argument: string): readonly string[] {
  if (argument === '') return [];
  const { dataTable, docString }: Argument = JSON.parse(argument);
  const quoted = docString === undefined ? [] : ['  """', `  ${docString.content}`, '  """'];
  const rows = (dataTable?.rows ?? []).map(
    ({ cells }) => `  | ${cells.map(({ value }) => value).join(' | ')} |`,
  );
  return [...rows, ...quoted];
}

interface Argument {
  readonly dataTable?: {
    readonly rows: readonly { readonly cells: readonly { readonly value: string }[] }[];
  };
  readonly docString?: { readonly content: string };
}
