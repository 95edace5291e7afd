/**
 * A message that may vary, for people: the first of each choice, and `…` for an id. A message without a fixed part is
 * `any text`.
 */
export function patternInWords(pattern: string | RegExp): string {
  if (typeof pattern === 'string') return pattern;
  let text = pattern.source
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replaceAll(/\[0-9a-f-\]\{\d+\}|\.\*/g, '…');
  if (text === '.' || text === '…') return 'any text';
  // The innermost choices first: they are in none that is left to resolve.
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replaceAll(/\(\?:((?:[^()|\\]|\\.)*)(?:\|(?:[^()|\\]|\\.)*)*\)/g, '$1');
  }
  return text.replaceAll(/\\(.)/g, '$1');
}
