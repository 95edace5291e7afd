import type { CORSRule } from '@aws-sdk/client-s3';
import { invalidRequest, malformedXml } from '../../../../aws/s3-errors.ts';

const MOST_RULES = 100;
const METHODS: ReadonlySet<string> = new Set(['GET', 'PUT', 'HEAD', 'POST', 'DELETE']);

/**
 * Refuses CORS rules that S3 does not take. Throws AwsError `MalformedXML`, and `InvalidRequest` for a method.
 *
 * Source: Amazon S3 user guide, "Elements of a CORS configuration".
 */
export function checkCorsRules(rules: readonly CORSRule[]): void {
  if (rules.length === 0 || rules.length > MOST_RULES || !rules.every(isWellFormed)) throw malformedXml();
  const other = rules.flatMap(({ AllowedMethods = [] }) => AllowedMethods).find((one) => !METHODS.has(one));
  if (other === undefined) return;
  throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${other}`);
}

function isWellFormed({ AllowedOrigins = [], AllowedMethods = [] }: CORSRule): boolean {
  return AllowedOrigins.length > 0 && AllowedMethods.length > 0;
}
