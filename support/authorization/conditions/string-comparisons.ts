import {
  matchesTemplate,
  parseTemplate,
  resolveTemplate,
  type Template,
  textOf,
  type UnknowableKey,
} from '../matching/template.ts';
import type { RequestContext } from '../terms/permission.ts';
import type { Comparison } from './comparison.ts';

/** `StringEquals`: the same text in the same letter case; `*` and `?` are ordinary characters. */
export const stringEquals: Comparison = (expected, site) => {
  const template = parseTemplate(expected, site);
  return (actual, context) => withText(template, context, (text) => text === actual);
};

/** `StringEqualsIgnoreCase`: the same text in any letter case; `*` and `?` are ordinary characters. */
export const stringEqualsIgnoreCase: Comparison = (expected, site) => {
  const template = parseTemplate(expected, site);
  return (actual, context) =>
    withText(template, context, (text) => text.toLowerCase() === actual.toLowerCase());
};

/** `StringLike`: the same text in the same letter case, with the wildcards `*` and `?`. */
export const stringLike: Comparison = (expected, site) => {
  const template = parseTemplate(expected, site);
  return (actual, context) => matchesTemplate(template, actual, context);
};

function withText(
  template: Template,
  context: RequestContext,
  test: (text: string) => boolean,
): boolean | UnknowableKey {
  if (template.text !== undefined) return test(template.text);
  const resolved = resolveTemplate(template, context);
  if (resolved === undefined) return false;
  return 'unknowable' in resolved ? resolved : test(textOf(resolved));
}
