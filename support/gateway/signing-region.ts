import type { Authenticated } from '../authentication/authenticated.ts';
import { refusalsOf } from '../authentication/refusals-of.ts';
import { basicTime } from '../authentication/signing-time.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Operation } from '../aws/operations.ts';
import { services } from '../aws/services.ts';
import { type Awaitable, whenKnown } from '../stores/awaitable.ts';
import type { Store } from '../stores/store.ts';
import type { RequestFacts } from './context/request-facts.ts';
import type { ReceivedCall } from './plan/received-call.ts';

/**
 * Operations that the endpoint of every Region answers for a bucket.
 *
 * Source: Amazon S3 API reference, GetBucketLocation.
 */
const anywhere: ReadonlySet<Operation> = new Set<Operation>(['CreateBucket', 'GetBucketLocation']);

/**
 * The Region in which a call acts: that of the bucket that it names, and otherwise the one that it is signed for. Services
 * without Regions act in us-east-1.
 */
export function regionOf(
  store: Store,
  {
    service,
    operation,
    bucket,
  }: Pick<ReceivedCall, 'service' | 'operation'> & { readonly bucket?: string | undefined },
  signed: string | undefined,
): Awaitable<string> {
  const fallback = (services[service].global ? undefined : signed) ?? 'us-east-1';
  // An ARN is that of an access point, which has its bucket's Region.
  if (bucket === undefined || bucket.startsWith('arn:') || anywhere.has(operation)) return fallback;
  return whenKnown(store.bucketRegion(bucket), (ofBucket) => ofBucket ?? fallback);
}

/**
 * The Regions that take Signature Version 2: those of before 2014.
 *
 * Source: Amazon S3 API reference, "Authenticating Requests (AWS Signature Version 4)".
 */
const TAKES_VERSION_2: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-west-1',
  'sa-east-1',
  'us-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
]);

/**
 * Refuses a request that is signed for another Region than the one in which it acts. Signature Version 2 names no Region,
 * and newer Regions and access points do not take it.
 * Throws AwsError `InvalidRequest`, `AuthorizationHeaderMalformed`, `AuthorizationQueryParametersError`, `InvalidArgument`.
 *
 * Differs: keyhole stands for the endpoints of all Regions. On AWS, the endpoint of another Region answers PermanentRedirect.
 * Undocumented: AWS does not state the texts of these errors. Public reports show them.
 */
export function refuseOtherRegion({ service, facts }: ReceivedCall): void {
  const { authenticated, region } = facts;
  const signed = authenticated.region;
  const refusing = authenticated.signatureVersion === 'AWS' ? refusingVersion2(facts) : undefined;
  if (refusing !== undefined)
    throw refusalsOf(service)
      .unsupportedScheme('AWS')
      .because({
        why: `the request is signed with Signature Version 2, which ${refusing} does not take`,
        remedy: 'have the client sign with Signature Version 4',
      });
  if (services[service].global || signed === undefined || signed === region) return;
  const refusal = wrongRegion(service, authenticated, region);
  const headers = { ...refusal.headers, 'x-amz-bucket-region': region };
  throw new AwsError(refusal.code, refusal.status, refusal.message, refusal.members, headers).because({
    why: `the request is signed for the Region ${signed}, and the bucket is in ${region}`,
    remedy: `set the Region of the client to ${region}`,
  });
}

/**
 * The Region or the access point that takes no Signature Version 2; undefined if all take it.
 *
 * Source: Amazon S3 user guide, "Access points naming rules, restrictions, and limitations".
 */
function refusingVersion2({ region, accessPoint, sourceAccessPoint }: RequestFacts): string | undefined {
  if (!TAKES_VERSION_2.has(region)) return `the Region ${region}`;
  const point = sourceAccessPoint ?? accessPoint;
  return point && `the access point ${point.name}`;
}

function wrongRegion(service: string, authenticated: Authenticated, expected: string): AwsError {
  const { authType, region: got = '' } = authenticated;
  const problem = { part: 'region', got, expected } as const;
  if (authType !== 'POST')
    return refusalsOf(service).badScope(authType === 'REST-HEADER' ? 'header' : 'query', [problem]);
  const signedAt = basicTime(Date.now() - (authenticated.signatureAge ?? 0)).slice(0, 8);
  return new AwsError('InvalidArgument', 400, `the region '${got}' is wrong; expecting '${expected}'`, {
    ArgumentName: 'X-Amz-Credential',
    ArgumentValue: [authenticated.accessKeyId, signedAt, got, service, 'aws4_request'].join('/'),
    Region: expected,
  });
}
