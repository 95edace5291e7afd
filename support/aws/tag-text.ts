/**
 * The characters that AWS's tags generally take: letters, digits and blanks of every script, and some signs.
 *
 * Source: AWS Billing user guide, "User-Defined Tag Restrictions".
 */
const GENERAL = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** True if the key or value of a tag has no other characters than those that AWS's tags generally take. */
export function isTagText(text: string): boolean {
  return GENERAL.test(text);
}
