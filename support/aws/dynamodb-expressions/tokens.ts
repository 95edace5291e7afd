/** A piece of an expression. */
export interface Token {
  readonly kind: 'name' | 'placeholder' | 'value' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s*(?:([A-Za-z_]\w*)|(#\w+)|(:\w+)|(\d+)|(<>|<=|>=|[=<>(),.[\]+-]))/y;

/**
 * The pieces of an expression, in linear time; a piece of kind `end` is the last. Undefined, and the place, if a piece cannot be
 * read.
 */
export function tokensOf(text: string): readonly Token[] | { readonly unreadableAt: number } {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  let at = 0;
  while (at < end) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) return { unreadableAt: at };
    const [, name, placeholder, value, number, sign] = found;
    at = TOKEN.lastIndex;
    const read = name ?? placeholder ?? value ?? number ?? sign ?? '';
    const kind =
      name !== undefined
        ? 'name'
        : placeholder !== undefined
          ? 'placeholder'
          : value !== undefined
            ? 'value'
            : number !== undefined
              ? 'number'
              : 'sign';
    tokens.push({ kind, text: read, at: at - read.length });
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: end });
  return tokens;
}
