import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';

/** What placeholders stand for: `keys.shared.arn` → an ARN. */
export type Values = Readonly<Record<string, string>>;

/**
 * `{{keys.shared.arn}}`. Double braces, because IAM's own policy variables are `${aws:username}`, and no AWS document
 * has a use for two opening braces within a string.
 */
const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Fills a document in. Throws SpecError `undefined-placeholder` naming the file and what could have been meant. */
export function fillIn(text: string, values: Values, file: string): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined) return value;
    throw new SpecError(
      'undefined-placeholder',
      `${file}: {{${name}}} stands for nothing; ${suggest(name, Object.keys(values))}`,
    );
  });
}
