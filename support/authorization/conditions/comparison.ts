import type { UnknowableKey } from '../matching/template.ts';
import type { RequestContext } from '../terms/permission.ts';

/** Whether one value of the request matches one value of the policy. */
export type ValueTest = (actual: string, context: RequestContext) => boolean | UnknowableKey;

/** Where a condition value stands, and whether policy variables exist in its language version. */
export interface ValueSite {
  readonly path: string;
  readonly variables: boolean;
}

/** Reads one value of a policy for an operator. Throws PolicyError for a value the operator cannot compare with. */
export type Comparison = (expected: string, site: ValueSite) => ValueTest;
