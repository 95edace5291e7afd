/** A part of a line of JSON: a name, another string, the value of Effect, or anything else. */
export interface JsonToken {
  readonly kind: 'name' | 'value' | 'effect' | 'text';
  readonly text: string;
}

/** The strings of a line, each with the colon after it if it is a name. A string that is not closed ends with its line. */
const STRING = /("(?:[^"\\]|\\.)*"?)(\s*:)?/g;

/** The parts of a line of a document that may not be JSON yet. Together they are the line. */
export function jsonTokens(line: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  let at = 0;
  let name = '';
  const text = (words: string) => {
    if (words !== '') tokens.push({ kind: 'text', text: words });
  };
  for (const { 0: whole, 1: string = '', 2: colon, index } of line.matchAll(STRING)) {
    text(line.slice(at, index));
    if (colon !== undefined) {
      name = string;
      tokens.push({ kind: 'name', text: string });
      text(colon);
    } else tokens.push({ kind: name === '"Effect"' ? 'effect' : 'value', text: string });
    at = index + whole.length;
  }
  text(line.slice(at));
  return tokens;
}
