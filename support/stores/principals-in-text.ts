const PRINCIPAL: ReadonlySet<unknown> = new Set(['Principal', 'NotPrincipal']);

/** The tokens of a JSON text that matter here: strings, brackets, braces, colons and commas. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|$)|[{}[\],:]/gs;

/**
 * A policy document with other names for some of its principals, and otherwise unchanged, white space
 * included. Only Principal and NotPrincipal name principals: an ARN in a condition is text to compare with.
 */
export function renamePrincipals(document: string, rename: (name: string) => string | undefined): string {
  const place = new Place();
  return document.replaceAll(TOKEN, (token) => {
    if (!token.startsWith('"')) {
      place.pass(token);
      return token;
    }
    if (place.meet(token)) return token;
    return place.inPrincipal ? renamed(token, rename) : token;
  });
}

/**
 * The place of a token in a document: whether it is below a principal element, and whether a string is a
 * member's name.
 */
class Place {
  /** For each open object or array, whether it lies below a principal element. */
  readonly #open: { readonly kind: string; readonly inPrincipal: boolean }[] = [];
  #name: string | undefined;
  #afterColon = false;

  get inPrincipal(): boolean {
    const around = this.#open.at(-1)?.inPrincipal ?? false;
    return around || (this.#afterColon && this.#name !== undefined && PRINCIPAL.has(JSON.parse(this.#name)));
  }

  /** Takes a string token; true if it is the name of a member. */
  meet(token: string): boolean {
    if (this.#open.at(-1)?.kind !== '{' || this.#afterColon) return false;
    this.#name = token;
    return true;
  }

  pass(token: string): void {
    if (token === '{' || token === '[') this.#open.push({ kind: token, inPrincipal: this.inPrincipal });
    if (token === '}' || token === ']') this.#open.pop();
    this.#afterColon = token === ':';
  }
}

function renamed(token: string, rename: (name: string) => string | undefined): string {
  const other = rename(JSON.parse(token));
  return other === undefined ? token : JSON.stringify(other);
}
