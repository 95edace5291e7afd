import type { UnknowableKey } from '../matching/template.ts';
import type { RequestContext } from '../terms/permission.ts';

/** Compares one value of the request with one value of the policy. */
export type ValueTest = (actual: string, context: RequestContext) => boolean | UnknowableKey;

/** The path of a condition value in its document, and whether its language version has policy variables. */
export interface ValueSite {
  readonly path: string;
  readonly variables: boolean;
}

/** Parses one value of a policy for an operator. Throws PolicyError if the operator cannot compare with the value. */
export type Comparison = (expected: string, site: ValueSite) => ValueTest;
