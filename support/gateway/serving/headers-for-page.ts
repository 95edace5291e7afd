import type { CORSRule } from '@aws-sdk/client-s3';
import { isSigned } from '../../authentication/authenticate.ts';
import { AwsError } from '../../aws/aws-error.ts';
import { addressesBuckets } from '../../aws/services.ts';
import { isObjectForm } from '../../wire/form/object-form.ts';
import type { RequestHead } from '../../wire/request-head.ts';
import { s3Address } from '../../wire/routing/s3-address.ts';
import { isForm, serviceOf } from '../../wire/service-of.ts';
import { corsHeaders } from './cors-headers.ts';

/**
 * The CORS rules of a bucket: none if it has no configuration, and undefined if it does not exist. Throws AwsError if they
 * cannot be read.
 */
export type BucketRules = (bucket: string) => Promise<readonly CORSRule[] | undefined>;

/**
 * The headers that tell a browser that a page may have the answer. A request without a signature gets none if no rule allows
 * its origin. Throws AwsError for a preflight and for a signed request if the page may not even ask.
 */
export async function headersForPage(
  head: RequestHead,
  bucketRules: BucketRules,
): Promise<Readonly<Record<string, string>>> {
  const { origin } = head.headers;
  const bucket = bucketForPages(head, head.method === 'OPTIONS' ? methodAsked(head) : head.method);
  const isHarmless = head.method !== 'OPTIONS' && !isSigned(head) && !isObjectForm(head);
  if (bucket === undefined) throw foreign(head);
  if (origin === undefined || origin === 'null') {
    if (isHarmless) return {};
    throw foreign(head);
  }
  const rules = await bucketRules(bucket);
  const asked = { origin, method: methodAsked(head), headers: headersAsked(head) };
  const allowed = corsHeaders(rules ?? [], asked);
  if (allowed !== undefined) return allowed;
  if (isHarmless) return {};
  throw notAllowed(head, rules);
}

/**
 * The bucket that a page may ask about, to read or write its objects, to list it, or to upload by a form. A page changes no
 * bucket's configuration, and copies nothing out of a bucket that does not allow it.
 */
function bucketForPages(head: RequestHead, method: string): string | undefined {
  if (isForm(head) || !addressesBuckets(serviceOf(head)) || head.headers['x-amz-copy-source'] !== undefined)
    return undefined;
  const { bucket, key } = s3Address(head);
  // The lab's own answers stand at this name. No bucket has it, so no CORS configuration opens them.
  if (bucket === '_keyhole') return undefined;
  if (key !== undefined || method === 'GET' || method === 'HEAD') return bucket;
  // Before an upload by a form, a browser may ask by OPTIONS, which does not tell the type of the body.
  const byForm = head.method === 'OPTIONS' ? method === 'POST' && head.rawQuery === '' : isObjectForm(head);
  return byForm ? bucket : undefined;
}

/** The method that the rules must allow. S3 reads a preflight's header in a request of any method. */
function methodAsked({ method, headers }: RequestHead): string {
  return headers['access-control-request-method'] ?? method;
}

/** The headers that the rules must allow: those that a preflight request announces. S3 reads them in any request. */
function headersAsked({ headers }: RequestHead): readonly string[] {
  const announced = headers['access-control-request-headers'] ?? '';
  const names = announced.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== '');
}

function foreign({ headers: { origin } }: RequestHead): AwsError {
  const page = origin === undefined ? 'another site, or none that the browser names' : origin.slice(0, 255);
  return new AwsError(
    'ForeignOrigin',
    403,
    `keyhole does not serve web pages of other origins (${page}), because any page knows the root users' secret. A page can read and write objects of a bucket whose CORS configuration allows its origin, by requests that carry an Origin header`,
  );
}

/**
 * Source: Amazon S3 user guide, "Troubleshooting CORS".
 * Undocumented: the members beside the text. Recorded answers show them.
 */
function notAllowed(head: RequestHead, rules: readonly CORSRule[] | undefined): AwsError {
  const isForObject = rules?.length && s3Address(head).key !== undefined;
  return new AwsError('AccessForbidden', 403, `CORSResponse: ${reasonOf(rules)}`, {
    Method: methodAsked(head),
    ResourceType: isForObject ? 'OBJECT' : 'BUCKET',
  });
}

function reasonOf(rules: readonly CORSRule[] | undefined): string {
  if (rules === undefined) return 'Bucket not found';
  if (rules.length === 0) return 'CORS is not enabled for this bucket.';
  return "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
}
