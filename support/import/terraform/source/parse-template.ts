import type { SourceExpression } from './source-expression.ts';
import type { SourceScanner } from './source-scanner.ts';

/** How a template ends, and whether it has escapes with a backslash. */
interface TemplateForm {
  /** True if the template ends here, which is then behind. */
  readonly ends: () => boolean;
  readonly hasEscapes: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Reads a template up to its end. A directive such as `%{ if … }` makes it opaque. Throws SourceFault if the end is missing. */
export function parseTemplate(
  scanner: SourceScanner,
  { ends, hasEscapes }: TemplateForm,
  expression: () => SourceExpression,
): SourceExpression {
  const parts: SourceExpression[] = [];
  let literal = '';
  let isOpaque = false;
  const finish = () => {
    if (literal !== '') parts.push({ kind: 'value', value: literal });
    literal = '';
  };
  while (!ends()) {
    if (scanner.isAtEnd) throw scanner.fault('a text has no end');
    const escaped = scanner.take(/(?:\$\$|%%)\{/);
    const character = hasEscapes ? scanner.take(/\\(?:u[0-9a-fA-F]{4}|[\s\S])/) : undefined;
    if (escaped !== undefined) literal += escaped.slice(1);
    else if (character !== undefined) literal += unescaped(character.slice(1));
    else if (scanner.take(/\$\{~?/) !== undefined) {
      finish();
      scanner.withLines(true, () => {
        parts.push(expression());
        scanner.skip();
        if (scanner.take(/~?\}/) === undefined) throw scanner.fault('} is missing');
      });
    } else if (scanner.take(/%\{/) !== undefined) isOpaque = true;
    else literal += scanner.take(/[\s\S]/) ?? '';
  }
  finish();
  if (isOpaque) return { kind: 'opaque', what: 'a directive in a template' };
  const [only, ...others] = parts;
  if (only === undefined) return { kind: 'value', value: '' };
  return others.length === 0 && (only.kind !== 'value' || typeof only.value === 'string')
    ? only
    : { kind: 'template', parts };
}

function unescaped(written: string): string {
  return written.length === 5
    ? String.fromCodePoint(Number.parseInt(written.slice(1), 16))
    : (ESCAPES[written] ?? written);
}
