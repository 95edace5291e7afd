/** The kinds of texts: some rules hold only for some of them. */
export type PassageKind =
  | 'doc comment'
  | 'comment'
  | 'message'
  | 'title'
  | 'test title'
  | 'step'
  | 'text'
  | 'cell';

/** A text of a file that people read, without the marks around it (`*`, `//`, `#`). */
export interface Passage {
  readonly kind: PassageKind;
  /** The line where the text begins, from 1. */
  readonly line: number;
  /** As many line breaks as in the file, unless `flat`. */
  readonly text: string;
  /** Set if line breaks of the text are not those of the file: `line` then stands for all of it. */
  readonly flat?: true;
}

/** Stands for what is read as one word whatever is in it: a quotation, code, a URL, the value of a placeholder. */
export const PLACEHOLDER = '□';

/** The line of the file where a position of a passage's text is, from 1. */
export function lineAt({ line, text, flat }: Passage, position: number): number {
  return flat ? line : line + text.slice(0, position).split('\n').length - 1;
}
