import { readJsonText } from '../../authorization/grammar/json-text.ts';

/** A place in the text of a document: `line` and `column` count from 1. */
export interface PlaceInText {
  readonly line: number;
  readonly column: number;
}

/** The place in a source of what has a document, and the lines of the document's statements there. */
interface DocumentOrigin {
  readonly file: string;
  readonly line?: number | undefined;
  readonly id: string;
  readonly lines?: readonly (number | undefined)[] | undefined;
}

/** Writes the place of something in a document: `policies/key-policy.json:12:9`. Without a place it is that of the document. */
export type ShownPlace = (place?: PlaceInText) => string;

/** Shows places in a file. */
export function inFile(file: string): ShownPlace {
  return (place) => (place === undefined ? file : `${file}:${place.line}:${place.column}`);
}

/** Shows places of a document that is read from a source: the line of the statement there, and the id of what has the document. */
export function inSource(origin: DocumentOrigin, text: string): ShownPlace {
  return (place) => {
    const index = place === undefined ? -1 : statementAt(text, place);
    const line = origin.lines?.[index] ?? origin.line;
    return `${origin.file}${line === undefined ? '' : `:${line}`}: ${origin.id}`;
  };
}

/** The index of the statement at a place of a document; -1 before the first. */
function statementAt(text: string, { line, column }: PlaceInText): number {
  const json = readJsonText(text);
  const count = [Object(json.value).Statement].flat().length;
  const starts = Array.from({ length: count }, (_, index) => json.positionOf(`Statement[${index}]`));
  return starts.findLastIndex(
    (start) => start.line < line || (start.line === line && start.column <= column),
  );
}
