import type { Values } from './placeholders.ts';

/** The placeholders whose values stand for themselves wherever they occur: ARNs, and ids that a service chose. */
const OF_DOCUMENTS = /\.(?:arn|root|id|aliasArn)$/;

/** A filled-in text with its placeholders again, so that it is the same in each run. Longer values are put back first. */
export function withPlaceholders(text: string, values: Values): string {
  const known = Object.entries(values)
    .filter(([name, value]) => OF_DOCUMENTS.test(name) && value !== '')
    .toSorted(([, a], [, b]) => b.length - a.length);
  const [first] = known;
  if (first === undefined) return text;
  const names = new Map(known.map(([name, value]) => [value, name]));
  const pattern = new RegExp(
    known.map(([, value]) => value.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
    'g',
  );
  return text.replaceAll(pattern, (value) => `{{${names.get(value)}}}`);
}
