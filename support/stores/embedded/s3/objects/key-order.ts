/**
 * Compares keys as S3 lists them: by the bytes of their UTF-8 form. JavaScript compares UTF-16 units, which puts
 * characters beyond U+FFFF before U+E000 to U+FFFF; otherwise both orders agree.
 *
 * Source: Amazon S3 API reference, ListObjectsV2: "returned in lexicographical order, based on their key names".
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return left < 0xd800 || right < 0xd800 ? left - right : rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Moves surrogates after U+FFFF. */
function rank(unit: number): number {
  return unit < 0xe000 ? unit + 0x2800 : unit;
}
