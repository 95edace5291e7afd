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
 * Fills the placeholders of a document in. Throws SpecError `undefined-placeholder` naming the file, line and column, and
 * the nearest known placeholder.
 */
export function fillIn(text: string, values: Values, file: string): string {
  const [fault] = undefinedPlaceholders(text, values);
  if (fault !== undefined) {
    const before = text.slice(0, fault.offset).split('\n');
    const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
    throw new SpecError('undefined-placeholder', `${file}:${place}: ${fault.message}`);
  }
  return text.replaceAll(PLACEHOLDER, (_, name: string) => values[name] ?? '');
}

/** The placeholders of a text that stand for nothing, each with its offset and a message with the nearest known one. */
export function undefinedPlaceholders(
  text: string,
  values: Values,
): readonly { readonly offset: number; readonly message: string }[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(({ 1: name = '', index }) => {
    if (Object.hasOwn(values, name)) return [];
    const near = suggest(name, Object.keys(values));
    return [{ offset: index, message: `the placeholder {{${name}}} is not defined; ${near}` }];
  });
}

/** A text without its placeholders. */
export function withoutPlaceholders(text: string): string {
  return text.replaceAll(PLACEHOLDER, '');
}
