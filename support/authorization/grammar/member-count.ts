/** The members of all objects in a JSON text that is known to be valid: each has a colon that stands in no string. */
export function membersWritten(text: string): number {
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) members++;
    else if (code === QUOTE) at = endOfString(text, at);
  }
  return members;
}

const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The offset of the quote that ends the string which begins at an offset. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || Number.isNaN(code)) return at;
    if (code === BACKSLASH) at++;
  }
}

/** The members of all objects in a parsed value, however deep it is nested. */
export function membersKept(value: unknown): number {
  let members = 0;
  const left: unknown[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const values: readonly unknown[] = Object.values(next);
    if (!Array.isArray(next)) members += values.length;
    for (const each of values) if (typeof each === 'object') left.push(each);
  }
  return members;
}
