import { matchesArn, parseArnPattern } from '../matching/arn-pattern.ts';
import { PolicyError } from '../terms/policy-error.ts';
import type { Comparison } from './comparison.ts';

/**
 * `ArnEquals` and `ArnLike`, which behave alike: each of the six parts of the ARN is compared separately, with
 * wildcards.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators".
 */
export const arnLike: Comparison = (expected, site) => {
  const pattern = parseArnPattern(expected, site);
  if (pattern === undefined) throw new PolicyError(site.path, `"${expected}" is not an ARN`);
  return (actual, context) => matchesArn(pattern, actual, context);
};
