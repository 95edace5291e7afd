import type { RequestContext } from '../terms/permission.ts';
import { matchesTemplate, parseTemplate, type Template, type UnknowableKey } from './template.ts';

/** An ARN of six parts (`arn`, partition, service, region, account, resource), each with wildcards of its own. */
export interface ArnPattern {
  /** The whole ARN, if it holds neither wildcard nor variable. */
  readonly exact: string | undefined;
  /** The parts before the first wildcard or variable, joined with their colons and compared at once. */
  readonly prefix: string;
  /** The parts from the first wildcard or variable on; none of a whole ARN. */
  readonly rest: readonly Template[];
}

const PARTS = 6;

/** A wildcard, or the beginning of a policy variable. */
const OPEN = /[*?]|\$\{/;

/** An ARN of six parts. */
const WHOLE = /^arn:(?:[^:]*:){4}/;

/**
 * Parses an ARN with wildcards; undefined if it has fewer than six parts. A wildcard matches characters of its own part
 * only. The last part, the resource, may hold colons.
 * Throws PolicyError for a malformed policy variable.
 */
export function parseArnPattern(
  text: string,
  options: { variables: boolean; path: string },
): ArnPattern | undefined {
  if (!OPEN.test(text)) return WHOLE.test(text) ? { exact: text, prefix: text, rest: [] } : undefined;
  const parts = splitArn(text, options.variables);
  if (parts === undefined) return undefined;
  const fixed = parts.findIndex((part) => OPEN.test(part));
  return {
    exact: undefined,
    prefix: parts
      .slice(0, fixed)
      .map((part) => `${part}:`)
      .join(''),
    rest: parts.slice(fixed).map((part) => parseTemplate(part, options)),
  };
}

/** True if each part of an ARN matches its part of the pattern. */
export function matchesArn(
  { exact, prefix, rest }: ArnPattern,
  arn: string,
  context: RequestContext,
): boolean | UnknowableKey {
  if (exact !== undefined) return arn === exact;
  if (!arn.startsWith(prefix)) return false;
  let start = prefix.length;
  let unknowable: UnknowableKey | undefined;
  for (let i = 0; i < rest.length; i += 1) {
    const template = rest[i];
    const end = i === rest.length - 1 ? arn.length : arn.indexOf(':', start);
    if (template === undefined || end < 0) return false;
    const matched = matchesTemplate(template, arn.slice(start, end), context);
    if (matched === false) return false;
    if (matched !== true) unknowable = matched;
    start = end + 1;
  }
  return unknowable ?? true;
}

/** Splits at the first five colons that are outside a policy variable. */
function splitArn(text: string, variables: boolean): readonly string[] | undefined {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length && parts.length < PARTS - 1; i += 1) {
    if (variables && text.startsWith('${', i)) {
      const close = text.indexOf('}', i);
      i = close < 0 ? text.length : close;
    } else if (text[i] === ':') {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.length === PARTS && parts[0] === 'arn' ? parts : undefined;
}
