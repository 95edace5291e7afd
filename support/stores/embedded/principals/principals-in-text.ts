/** A member of a JSON text whose value is an object without objects in it, as Principal is. */
const FLAT_MEMBER = /("(?:[^"\\]|\\.)*")(\s*:\s*)(\{[^{}]*\})/g;
const STRING = /"(?:[^"\\]|\\.)*"/g;
const PRINCIPAL: ReadonlySet<unknown> = new Set(['Principal', 'NotPrincipal']);

/**
 * A policy document with other names for some of its principals, and otherwise as it was, white space included.
 * Only Principal and NotPrincipal name principals: an ARN in a condition is text to compare with.
 */
export function renamePrincipals(document: string, rename: (name: string) => string | undefined): string {
  return document.replaceAll(FLAT_MEMBER, (member: string, name: string, colon: string, value: string) => {
    if (!PRINCIPAL.has(JSON.parse(name))) return member;
    return name + colon + value.replaceAll(STRING, (token) => renamed(token, rename));
  });
}

function renamed(token: string, rename: (name: string) => string | undefined): string {
  const other = rename(JSON.parse(token));
  return other === undefined ? token : JSON.stringify(other);
}
