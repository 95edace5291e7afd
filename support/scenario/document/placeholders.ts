import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';

/** The values of placeholders, such as an ARN for `keys.shared.arn`. */
export type Values = Readonly<Record<string, string>>;

/**
 * A placeholder, such as `{{keys.shared.arn}}`. It has double braces, because IAM's policy variables are written
 * `${aws:username}`. No AWS document needs two opening braces within a string.
 */
const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Fills the placeholders of a document in. Throws SpecError `undefined-placeholder` naming the file, the line and the
 * nearest known placeholder.
 */
export function fillIn(text: string, values: Values, file: string): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string, offset: number) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined) return value;
    // A text of one line is a value of scenario.yaml, and its line there is not known here.
    const line = text.includes('\n') ? `:${text.slice(0, offset).split('\n').length}` : '';
    throw new SpecError(
      'undefined-placeholder',
      `${file}${line}: the placeholder {{${name}}} is not defined; ${suggest(name, Object.keys(values))}`,
    );
  });
}
