import type { Fault } from '../document-rule.ts';

/** A text that is not JSON. */
export function notJson(text: string): Fault | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message.replace(/ in JSON at position.*$|, (\.\.\.)?".*is not valid JSON$/s, '');
    return { path: '', reason: `not JSON: ${reason}` };
  }
}

/** A text with blanks or line breaks before the document. */
export function blankFirst(text: string): Fault | undefined {
  return /^\s/.test(text) ? { path: '', reason: 'must not begin with white space' } : undefined;
}

/** A text that does not begin with a brace. */
export function noBraceFirst(text: string): Fault | undefined {
  return text.startsWith('{') ? undefined : { path: '', reason: 'must begin with {' };
}

/** JSON that is an array, a string, a number or a boolean. */
export function noObject(text: string): Fault | undefined {
  return /^\s*[{n]/.test(text) ? undefined : { path: '', reason: 'must be a JSON object' };
}

/** `null`. */
export function isNull(text: string): Fault | undefined {
  return text.trim() === 'null' ? { path: '', reason: 'must be a JSON object, not null' } : undefined;
}
