/** Text of unreserved characters: letters, digits, `-`, `_`, `.` and `~` (RFC 3986, "Unreserved characters"). */
export const UNRESERVED: RegExp = /^[A-Za-z0-9_.~-]*$/;

/** Percent-encodes all but unreserved characters, as AWS does in signatures, headers and policy documents. */
export function uriEncode(text: string): string {
  return UNRESERVED.test(text) ? text : encodeURIComponent(text).replace(/[!'()*]/g, escaped);
}

/** A character of one byte as `%` and two hexadecimal digits. */
export function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
