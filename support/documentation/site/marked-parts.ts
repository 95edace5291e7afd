import type { RecordedStatement } from '../record/recorded-decision.ts';
import type { DocumentStatement, DocumentText, Span } from './document-text.ts';

/**
 * The parts of a statement to mark: the element that did not match, or the actions that match one of the permissions.
 */
export function markedParts(
  { text, lines }: DocumentText,
  { elements, firstLine, lastLine }: DocumentStatement,
  { mismatch }: RecordedStatement,
  actions: readonly string[],
): readonly Span[] {
  if (mismatch !== undefined) {
    const element = elements.get(mismatch.element) ?? elements.get(`Not${mismatch.element}`);
    return element === undefined ? [] : [element];
  }
  const element = elements.get('Action');
  if (element === undefined) return [];
  return lines
    .slice(firstLine - 1, lastLine)
    .flatMap(({ tokens }) => tokens)
    .filter(({ kind, start, end }) => kind === 'value' && start >= element.start && end <= element.end)
    .filter(({ start, end }) => {
      const pattern = text.slice(start, end).replaceAll(/^"|"$/g, '');
      return actions.some((action) => matches(pattern.toLowerCase(), action.toLowerCase()));
    });
}

/** True if a pattern with the wildcards `*` and `?` matches a text. Time grows with the product of their lengths. */
export function matches(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  let index = 0;
  while (index < text.length) {
    if (pattern[at] === '*') {
      star = at++;
      retry = index;
    } else if (pattern[at] === '?' || pattern[at] === text[index]) {
      at++;
      index++;
    } else if (star !== -1) {
      at = star + 1;
      index = ++retry;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
