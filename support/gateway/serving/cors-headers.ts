import type { CORSRule } from '@aws-sdk/client-s3';

/** The request that a browser announces for a web page. */
export interface CrossOriginRequest {
  readonly origin: string;
  readonly method: string;
  /** The headers that a preflight request announces. */
  readonly headers: readonly string[];
}

/**
 * The headers of S3's answer to a request from a web page; undefined if no rule of the bucket allows it. The first rule
 * that matches counts. Source: Amazon S3 user guide, "Using cross-origin resource sharing (CORS)".
 */
export function corsHeaders(
  rules: readonly CORSRule[],
  request: CrossOriginRequest,
): Readonly<Record<string, string>> | undefined {
  const rule = rules.find((each) => allows(each, request));
  if (rule === undefined) return undefined;
  const everybody = rule.AllowedOrigins?.includes('*') === true;
  return {
    'Access-Control-Allow-Origin': everybody ? '*' : request.origin,
    ...(!everybody && { 'Access-Control-Allow-Credentials': 'true' }),
    'Access-Control-Allow-Methods': (rule.AllowedMethods ?? []).join(', '),
    ...(request.headers.length > 0 && { 'Access-Control-Allow-Headers': request.headers.join(', ') }),
    ...(rule.ExposeHeaders?.length && { 'Access-Control-Expose-Headers': rule.ExposeHeaders.join(', ') }),
    ...(rule.MaxAgeSeconds !== undefined && { 'Access-Control-Max-Age': String(rule.MaxAgeSeconds) }),
    Vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function allows(rule: CORSRule, { origin, method, headers }: CrossOriginRequest): boolean {
  const { AllowedOrigins = [], AllowedMethods = [], AllowedHeaders = [] } = rule;
  const allowed = AllowedHeaders.map((pattern) => pattern.toLowerCase());
  return (
    AllowedMethods.includes(method) &&
    AllowedOrigins.some((pattern) => matches(pattern, origin)) &&
    headers.every((header) => allowed.some((pattern) => matches(pattern, header)))
  );
}

/** A pattern holds at most one `*`. */
function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
