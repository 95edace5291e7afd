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

const NO_REST: readonly Template[] = [];

/** A wildcard, or the beginning of a policy variable. */
const OPEN = /[*?]|\$\{/;

/** An ARN of six parts. */
export const WHOLE_ARN = /^arn:(?:[^:]*:){4}/;

/**
 * Parses an ARN with wildcards; undefined if it has fewer than six parts. A wildcard matches characters of its own part
 * only. The last part, the resource, may hold colons.
 * Throws PolicyError for a malformed policy variable.
 */
export function parseArnPattern(
  text: string,
  options: { variables: boolean; path: string },
): ArnPattern | undefined {
  const open = text.search(OPEN);
  if (open < 0) return WHOLE_ARN.test(text) ? { exact: text, prefix: text, rest: NO_REST } : undefined;
  const parts = splitArn(text, options.variables);
  if (parts === undefined) return undefined;
  let fixed = 0;
  let start = 0;
  for (const part of parts) {
    if (start + part.length > open) break;
    fixed += 1;
    start += part.length + 1;
  }
  return {
    exact: undefined,
    prefix: text.slice(0, start),
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
  const hasVariable = variables && text.includes('${');
  const parts: string[] = [];
  let start = 0;
  while (parts.length < PARTS - 1) {
    const colon = hasVariable ? colonOutsideVariables(text, start) : text.indexOf(':', start);
    if (colon < 0) return undefined;
    parts.push(text.slice(start, colon));
    start = colon + 1;
  }
  parts.push(text.slice(start));
  return parts[0] === 'arn' ? parts : undefined;
}

/** The offset of the first colon from an offset on that is in no policy variable; -1 if there is none. */
function colonOutsideVariables(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === ':') return at;
    if (text.startsWith('${', at)) {
      at = text.indexOf('}', at);
      if (at < 0) return -1;
    }
  }
  return -1;
}
