import type { RequestContext } from '../terms/permission.ts';
import { type ArnPattern, matchesArn, parseArnPattern, WHOLE_ARN } from './arn-pattern.ts';
import { missingVariable, type UnknowableKey } from './template.ts';

/** An entry of Resource or NotResource. */
export type ResourcePattern = 'any' | ArnPattern;

/**
 * Parses an entry of Resource: `*` or an ARN with wildcards; undefined if it is neither. An ARN that lacks parts at its
 * end is completed with `*`, as AWS does in identity-based policies.
 * Source: IAM user guide, "IAM JSON policy elements: Resource".
 */
export function parseResourcePattern(
  text: string,
  options: { variables: boolean; path: string },
): ResourcePattern | undefined {
  if (text === '*') return 'any';
  return parseArnPattern(WHOLE_ARN.test(text) ? text : completed(text), options);
}

function completed(text: string): string {
  const missing = 6 - text.split(':').length;
  return missing > 0 && missing <= 3 ? `${text}${':*'.repeat(missing)}` : text;
}

/**
 * True if any entry matches the ARN of a resource. Actions without a resource have the resource `*`, which only `*`
 * matches.
 */
export function matchesResource(
  patterns: readonly ResourcePattern[],
  resource: string,
  context: RequestContext,
): boolean | UnknowableKey {
  let unknowable: UnknowableKey | undefined;
  for (const pattern of patterns) {
    if (pattern === 'any') return true;
    const matched = matchesArn(pattern, resource, context);
    if (matched === true) return true;
    if (matched !== false) unknowable = matched;
  }
  return unknowable ?? false;
}

/**
 * True if the entries of NotResource except a resource. Undecided if an entry holds a variable without a value. AWS says
 * both that it matches nothing and that "this might cause the entire statement to be invalid".
 * Source: IAM user guide, "IAM policy elements: Variables and tags".
 */
export function exceptsResource(
  patterns: readonly ResourcePattern[],
  resource: string,
  context: RequestContext,
): boolean | UnknowableKey {
  const excepted = matchesResource(patterns, resource, context);
  if (excepted !== false) return excepted;
  for (const pattern of patterns) {
    for (const template of pattern === 'any' ? [] : pattern.rest) {
      const key = template.glob === undefined ? missingVariable(template, context) : undefined;
      if (key !== undefined) return { unknowable: `NotResource without a value for ${key}` };
    }
  }
  return false;
}
