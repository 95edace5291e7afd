import { visible } from './visible.ts';

/** Markup that needs no escaping. Only {@link html} and {@link markup} make it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** A value that a template takes: markup as it is, text escaped, nothing for `undefined` and conditions. */
export type Content = Html | string | number | undefined | boolean | readonly Content[];

/** A template of markup. Every value is escaped unless it is markup itself, so that no name of a policy becomes an element. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  let text = parts[0] ?? '';
  values.forEach((value, index) => {
    text += textOf(value) + (parts[index + 1] ?? '');
  });
  return new Html(text);
}

/** Markup that another library made and that is safe to include: a drawing, rendered Markdown. */
export function markup(text: string): Html {
  return new Html(text);
}

/** Content with a separator between its parts. */
export function joined(parts: readonly Content[], separator: Content): Html {
  return new Html(parts.map((part, index) => (index === 0 ? '' : textOf(separator)) + textOf(part)).join(''));
}

function textOf(value: Content): string {
  if (value instanceof Html) return value.text;
  if (value === undefined || typeof value === 'boolean') return '';
  if (typeof value === 'object') return value.map(textOf).join('');
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return visible(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
