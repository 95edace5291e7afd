/** Stands for one digit of a key's id. */
const DIGIT = '\u0000';
const ANY_ID = '8-4-4-4-12'.replaceAll(/\d+/g, (count) => DIGIT.repeat(Number(count)));
/** Stands for a whole id that is replaced by the id of a created key. */
const MAPPED_ID = '\u0001';

/**
 * True if a pattern matches some keys and not others by the digits of their ids. KMS chooses ids anew, so such a pattern would
 * mean something else for the created keys than on AWS.
 *
 * `prefixes` are the ARNs of keys up to their ids; `known` are the ids that are replaced by those of created keys.
 */
export function matchesPartOfKeyId(
  pattern: string,
  { prefixes, known }: { readonly prefixes: Iterable<string>; readonly known: Iterable<string> },
): boolean {
  let text = pattern.replaceAll(/\$\{[^}]*\}/g, '*');
  for (const id of known) text = text.replaceAll(id, MAPPED_ID);
  const isDigit = (one: string, other: string) => one === other || (other === DIGIT && /[0-9a-f]/.test(one));
  const same = (one: string, other: string) => one === other;
  const literal = text.split(/[*?]/, 1)[0] ?? '';
  for (const prefix of prefixes) {
    if (!prefix.startsWith(literal) && !literal.startsWith(prefix)) continue;
    const arn = `${prefix}${ANY_ID}`;
    if (matchesBy(text, arn, isDigit) && !matchesBy(text, arn, same)) return true;
  }
  return false;
}

type Equal = (ofPattern: string, ofText: string) => boolean;

/**
 * True if a pattern with `*` and `?` matches a whole text, whose characters may stand for several. It takes at most the
 * product of their lengths.
 */
function matchesBy(pattern: string, text: string, equal: Equal): boolean {
  let at = 0;
  let star = -1;
  let resumed = 0;
  for (let index = 0; index < text.length; ) {
    const one = pattern.charAt(at);
    if (one === '*') {
      star = at++;
      resumed = index;
    } else if (one === '?' || equal(one, text.charAt(index))) {
      at += 1;
      index += 1;
    } else {
      if (star === -1) return false;
      at = star + 1;
      index = ++resumed;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}
