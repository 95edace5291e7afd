import { AwsError } from '../../aws/aws-error.ts';
import { percentDecode, type RequestHead } from '../request-head.ts';
import { vpcEndpointHost } from './vpc-endpoint-host.ts';

/** The address of an S3 request: the service, a bucket, or an object. */
export interface S3Address {
  readonly bucket?: string;
  readonly key?: string;
}

/**
 * The bucket and key of a request, decoded once and otherwise verbatim. S3 does not resolve `..`, `//` or a trailing
 * slash (Amazon S3 user guide, "Naming Amazon S3 objects").
 * The request has virtual-host style if its host is a bucket's name followed by an endpoint below; else path style.
 * Source: Amazon S3 user guide, "Virtual hosting of general purpose buckets".
 *
 * The bucket is the ARN of an access point if the host names one.
 * Differs: keyhole does not know buckets addressed by a domain of their own.
 */
export function s3Address(head: RequestHead): S3Address {
  const { rawPath } = head;
  const accessPoint = accessPointOfHost(head.host);
  if (accessPoint !== undefined) return inBucket(accessPoint, rawPath.slice(1));
  const hostBucket = bucketOfHost(head.host);
  if (hostBucket !== undefined) return address(hostBucket, rawPath.slice(1));
  if (rawPath === '/') return {};
  const end = rawPath.indexOf('/', 1);
  if (end < 0) return address(percentDecode(rawPath.slice(1)), '');
  return address(percentDecode(rawPath.slice(1, end)), rawPath.slice(end + 1));
}

function address(bucket: string, rawKey: string): S3Address {
  if (!bucketName.test(bucket)) {
    throw new AwsError('InvalidBucketName', 400, 'The specified bucket is not valid.', {
      BucketName: bucket,
    });
  }
  return inBucket(bucket, rawKey);
}

function inBucket(bucket: string, rawKey: string): S3Address {
  return rawKey === '' ? { bucket } : { bucket, key: percentDecode(rawKey) };
}

/** Permits every name that a bucket could ever have; such a name is always a single path segment. */
const bucketName = /^[A-Za-z0-9_-][A-Za-z0-9._-]{2,254}$/;

const region = String.raw`[a-z]{2,3}(?:-[a-z]+)+-\d`;
const domain = String.raw`(?:localhost|localhost\.localstack\.cloud|amazonaws\.com(?:\.cn)?)`;
const endpoint = String.raw`s3(?:\.dualstack)?(?:[.-]${region})?\.${domain}`;
const thisMachine = String.raw`localhost(?:\.localstack\.cloud)?`;
const isThisMachine = new RegExp(`^${thisMachine}$`);
const belowThisMachine = new RegExp(String.raw`^(.+)\.${thisMachine}$`);
const beforeEndpoint = new RegExp(String.raw`^(?:(.+)\.)?${endpoint}$`);

const atAccessPoint = new RegExp(
  String.raw`^([a-z0-9][a-z0-9-]*)-(\d{12})\.s3-accesspoint(?:-fips)?(?:\.dualstack)?\.(${region})\.${domain}$`,
);

/**
 * The ARN of the access point in a host such as `mine-111111111111.s3-accesspoint.us-east-1.amazonaws.com`.
 * Source: Amazon S3 API reference, GetObject, Bucket.
 */
function accessPointOfHost(host: string): string | undefined {
  if (!host.includes('s3-accesspoint')) return undefined;
  const [, name, account, inRegion] = atAccessPoint.exec(host) ?? [];
  return name === undefined ? undefined : `arn:aws:s3:${inRegion}:${account}:accesspoint/${name}`;
}

/** The bucket in the host of a virtual-host style request; undefined for path style. */
export function bucketOfHost(host: string): string | undefined {
  if (isThisMachine.test(host) || !host.includes('.')) return undefined;
  const throughVpc = vpcEndpointHost(host);
  if (throughVpc) return throughVpc.bucket;
  const found = beforeEndpoint.exec(host);
  if (found) return found[1];
  return belowThisMachine.exec(host)?.[1];
}

const ofRegion = new RegExp(String.raw`^(?:.+\.)?s3(?:\.dualstack)?[.-](${region})\.${domain}$`);

/** The Region whose endpoint a host is, such as `s3.us-east-1.amazonaws.com`; undefined for one that names none. */
export function regionOfHost(host: string): string | undefined {
  return ofRegion.exec(host.replace(/:\d+$/, '').toLowerCase())?.[1];
}
