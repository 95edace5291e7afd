/**
 * The items of a header that holds a list separated by commas. An item that holds a comma is in quotes; an item whose
 * quote is not closed is left out. Reads the text once.
 * Source: Smithy specification, "httpHeader trait".
 */
export function headerItems(text: string): string[] {
  const items: string[] = [];
  let at = 0;
  while (at < text.length) {
    const first = text.charAt(at);
    if (first === '"') {
      const { value, end } = quoted(text, at);
      if (value !== undefined) items.push(value);
      at = end;
    } else if (first === ',' || first.trim() === '') at += 1;
    else {
      const end = endOfPlain(text, at);
      items.push(text.slice(at, end).trim());
      at = end;
    }
  }
  return items;
}

/** An unescaped item in quotes, and the offset of its end; the value is undefined if its quote is not closed. */
function quoted(text: string, start: number): { value: string | undefined; end: number } {
  let value = '';
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') at += 1;
    value += text.charAt(at);
    at += 1;
  }
  return at < text.length ? { value, end: at + 1 } : { value: undefined, end: text.length };
}

function endOfPlain(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '"' && text[at] !== ',') at += 1;
  return at;
}
