import type { CORSRule } from '@aws-sdk/client-s3';
import { malformedXml } from '../../../../aws/s3-errors.ts';

const MOST_RULES = 100;
const METHODS: ReadonlySet<string> = new Set(['GET', 'PUT', 'HEAD', 'POST', 'DELETE']);

/**
 * Refuses CORS rules that S3 does not take. Throws AwsError `MalformedXML`.
 *
 * Source: Amazon S3 user guide, "Elements of a CORS configuration".
 */
export function checkCorsRules(rules: readonly CORSRule[]): void {
  if (rules.length === 0 || rules.length > MOST_RULES || !rules.every(isWellFormed)) throw malformedXml();
}

function isWellFormed({ AllowedOrigins = [], AllowedMethods = [] }: CORSRule): boolean {
  if (AllowedOrigins.length === 0 || AllowedMethods.length === 0) return false;
  return AllowedMethods.every((method) => METHODS.has(method));
}
