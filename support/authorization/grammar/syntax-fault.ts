/** The tokens that are valid next in a JSON text. */
type Expected = 'value' | 'first element' | 'first name' | 'name' | 'colon' | 'comma or close' | 'nothing';

const GAP = /[\t\n\r ]*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
/** A string up to its first fault, or up to and including its closing quote if it has no fault. */
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"?/uy;

/**
 * The offset of the first character that is not valid JSON. It is the length of a text that ends too early, and
 * undefined if the whole text is valid. JSON.parse only sometimes tells. Source: RFC 8259.
 */
export function offsetOfSyntaxFault(text: string): number | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    offset += lengthAt(GAP, text, offset);
    if (expected === 'nothing') return offset === text.length ? undefined : offset;
    const token = tokenAt(text, offset);
    const next = after(token, expected, open);
    if (next === undefined) return offset;
    if (token.startsWith('"') && !isWhole(token)) return offset + token.length;
    expected = next;
    offset += token.length;
  }
}

/** The tokens that may follow a token; undefined if the token is not valid here. Updates the list of open brackets. */
function after(token: string, expected: Expected, open: ('{' | '[')[]): Expected | undefined {
  const isString = token.startsWith('"');
  switch (expected) {
    case 'colon':
      return token === ':' ? 'value' : undefined;
    case 'name':
      return isString ? 'colon' : undefined;
    case 'first name':
      return isString ? 'colon' : token === '}' ? closed(open) : undefined;
    case 'comma or close':
      if (token === ',') return open.at(-1) === '{' ? 'name' : 'value';
      return token === (open.at(-1) === '{' ? '}' : ']') ? closed(open) : undefined;
    default:
      if (token === ']' && expected === 'first element') return closed(open);
      if (token === '{' || token === '[') {
        open.push(token);
        return token === '{' ? 'first name' : 'first element';
      }
      return isString || /^[-\dtfn]/.test(token) ? afterValue(open) : undefined;
  }
}

function closed(open: ('{' | '[')[]): Expected {
  open.pop();
  return afterValue(open);
}

function afterValue(open: readonly ('{' | '[')[]): Expected {
  return open.length === 0 ? 'nothing' : 'comma or close';
}

/** The token at an offset; empty at the end of the text, or if no token begins there. */
function tokenAt(text: string, offset: number): string {
  const first = text.charAt(offset);
  if (/[{}[\],:]/.test(first)) return first;
  return text.slice(offset, offset + lengthAt(first === '"' ? STRING : SCALAR, text, offset));
}

function isWhole(string: string): boolean {
  return /^"(?:[^"\\]|\\.)*"$/.test(string);
}

function lengthAt(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0].length ?? 0;
}
