import { AwsError } from '../../../aws/aws-error.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import { regionOfHost } from '../../../wire/routing/s3-address.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { NamedBucket } from './named-bucket.ts';

/**
 * Refuses an anonymous request at the endpoint of another Region than its bucket's. A signed request names its Region, and is refused
 * for that. Throws AwsError `PermanentRedirect`.
 *
 * Differs: a host that names no Region stands for the endpoint of the bucket's. On AWS, `s3.amazonaws.com` leads to us-east-1.
 * Undocumented: whether GetBucketLocation, which every Region answers to the owner, is redirected or denied.
 * Source: Amazon S3 API reference, "Error responses".
 */
export function refuseOtherEndpoint(
  { store, facts: { principal, http } }: CallFacts<'s3'>,
  bucket: NamedBucket,
): Awaitable<void> {
  if (principal.type !== 'Anonymous') return;
  const { host = '' } = http.headers;
  const asked = regionOfHost(host);
  if (asked === undefined) return;
  return whenKnown(store.bucketRegion(bucket.name), (region) => {
    if (region !== undefined && region !== asked) throw redirect(bucket.name, { host, asked, region });
  });
}

function redirect(
  Bucket: string,
  { host, asked, region }: { readonly host: string; readonly asked: string; readonly region: string },
): AwsError {
  const Endpoint = host.replace(asked, region);
  return new AwsError(
    'PermanentRedirect',
    301,
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    { Endpoint, Bucket },
    { 'x-amz-bucket-region': region },
  ).because({
    why: `the request is sent to the endpoint of ${asked}, and the bucket is in ${region}`,
    remedy: `send it to ${Endpoint}`,
  });
}
