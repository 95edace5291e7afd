import { type Html, html, joined } from '../html/html.ts';

/** Permissions, condition keys, ARNs and names of operations in running text. */
const CODE =
  /\b(?:s3|kms|iam|sts|secretsmanager|dynamodb|aws):[A-Za-z][A-Za-z0-9*/-]*\*?|\barn:aws:[^\s"',;]+/g;

/** A text with permissions and ARNs set as code. */
export function prose(text: string): Html {
  const parts: (Html | string)[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(CODE)) {
    const code = found.replace(/[.:]$/, '');
    parts.push(text.slice(end, index), html`<code>${code}</code>`);
    end = index + code.length;
  }
  return joined([...parts, text.slice(end)], '');
}

/** A sentence with a capital letter at its beginning. */
export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `29 November 2026, 19:44 UTC`; a day alone stays one. */
export function moment(iso: string): string {
  return iso.includes('T') ? `${MOMENT.format(new Date(iso)).replace(' at ', ', ')} UTC` : day(iso);
}

/** `29 November 2026` */
export function day(iso: string): string {
  return DAY.format(new Date(iso));
}

/** `1 example`, `3 examples` */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** A sentence of a decision: permissions and ARNs as code, quoted names in typographic quotes. */
export function worded(text: string): Html {
  const parts = text.split(/"([^"]*)"/);
  return joined(
    parts.map((part, index) => (index % 2 === 1 ? html`“${part}”` : prose(part))),
    '',
  );
}
