import { PLACEHOLDER } from './reading/passage.ts';

/** A sentence of a passage. */
export interface Sentence {
  /** Where it begins in the passage's text. */
  readonly at: number;
  /** As written. */
  readonly text: string;
  /** As long as `text`; quotations, code and URLs are runs of {@link PLACEHOLDER}, other marks are blanks. */
  readonly plain: string;
  /** The first of its paragraph. */
  readonly first: boolean;
}

/** Quotations, code and URLs: each is read as one word, whatever is in it. */
const ONE_WORD = [
  /```[^\0]*?```|``[^`]+``|`[^`]+`/g,
  /^\s*@example\b(?:(?!^\s*@\w)[^\0])*/gm,
  /\{@link [^}]*\}/g,
  /\bhttps?:\/\/[^\s)>\]]+/g,
  /"[^"\n]*(?:\n[^"\n]+){0,2}"|“[^”]*”/g,
  /\{[\w.]+\}|<[\w.-]+>|(?<=\s)--?[a-z][\w-]*/g,
];
/** Marks of Markdown: no words. */
const MARKS = [/\]\([^)]*\)/g, /\*\*|(?<![\w])\*(?=\w)|(?<=\w)\*(?!\w)|[[\]]/g];

/** The end of a sentence, but not of an abbreviation; and the end of a paragraph or of an item of a list. */
const END =
  /(?<!\b(?:e\.g|i\.e|cf|vs|etc))[.?!]["')\]]*(?=\s)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*•] |\d+\. |@\w))|(?<=[^.])\n(?=Source: )/g;

/** A text with what is no word of ours replaced; its length and its positions stay. */
export function plainOf(text: string): string {
  let plain = text;
  for (const pattern of ONE_WORD)
    plain = plain.replaceAll(pattern, (found) => PLACEHOLDER.repeat(found.length));
  for (const pattern of MARKS) plain = plain.replaceAll(pattern, (found) => ' '.repeat(found.length));
  return plain;
}

/** The sentences of a passage's text, in order. */
export function sentencesOf(text: string): readonly Sentence[] {
  const plain = plainOf(text);
  const sentences: Sentence[] = [];
  let first = true;
  let from = 0;
  const add = (to: number) => {
    const at = from + (plain.slice(from, to).length - plain.slice(from, to).trimStart().length);
    const end = from + plain.slice(from, to).trimEnd().length;
    if (end > at) {
      sentences.push({ at, text: text.slice(at, end), plain: plain.slice(at, end), first });
      first = false;
    }
    from = to;
  };
  for (const match of plain.matchAll(END)) {
    add(match.index + match[0].length);
    if (match[0].startsWith('\n')) first = true;
  }
  add(plain.length);
  return sentences;
}

/** The words of a sentence: what stands between blanks and has a letter, a digit or a placeholder. A tag is none. */
export function wordsOf({ plain }: Sentence): readonly string[] {
  return plain.split(/\s+/).filter((word) => /[\p{L}\p{N}□]/u.test(word) && !word.startsWith('@'));
}
