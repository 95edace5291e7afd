import { AwsError } from '../../../aws/aws-error.ts';
import { notImplemented } from '../../../aws/not-implemented.ts';
import type { Store } from '../../../stores/store.ts';
import type { ReceivedCall } from '../../plan/received-call.ts';
import { type AccessPoint, accessPointArn, accessPointIn } from '../../surroundings/access-point.ts';
import type { KnownSurroundings } from '../../surroundings/surroundings.ts';

/** The world in which names are looked up. */
export interface AroundNames {
  readonly store: Store;
  readonly surroundings: KnownSurroundings;
}

/** The access point whose ARN or alias stands in place of a bucket's name; undefined for a bucket. Throws NoSuchAccessPoint. */
export function accessPointNamed(
  bucket: string,
  { surroundings }: Pick<AroundNames, 'surroundings'>,
): AccessPoint | undefined {
  if (bucket.endsWith('-s3alias')) return surroundings.accessPoints?.find(({ alias }) => alias === bucket);
  if (!bucket.startsWith('arn:')) return undefined;
  const named = accessPointIn(bucket);
  if (named === undefined || named.key !== undefined) throw notImplemented(`S3 through ${bucket}`);
  return existingPoint(named, surroundings);
}

/** The access point of a name. Throws NoSuchAccessPoint. */
export function existingPoint(
  named: Pick<AccessPoint, 'name' | 'account' | 'region'>,
  surroundings: KnownSurroundings,
): AccessPoint {
  const found = surroundings.accessPoint(accessPointArn(named));
  if (found === undefined) throw noSuchAccessPoint(named.name);
  return found;
}

/** The hosts by which SDKs address an access point below another host than one of AWS. */
const IN_HOST =
  /^([a-z0-9][a-z0-9-]{1,48}[a-z0-9])-(\d{12})\.(?:(accesspoint)\.vpce-[0-9a-f]+[^:]*|localhost(?:\.localstack\.cloud)?)(?::\d+)?$/;

/** An access point in the host of a request, and whether the host can be that of nothing else. */
export interface InHost {
  readonly point: AccessPoint;
  readonly isSure: boolean;
}

/**
 * The access point in the host of a request, such as `mine-111111111111.localhost`, in which an SDK writes an ARN. The host of
 * a bucket in virtual-host style can look the same: a bucket is meant if no access point has this name.
 */
export function accessPointInHost(
  { facts }: ReceivedCall,
  bucket: string,
  { surroundings }: Pick<AroundNames, 'surroundings'>,
): InHost | undefined {
  const { host = '' } = facts.http.headers;
  if (!host.includes('-')) return undefined;
  const [, name, account, label] = IN_HOST.exec(host.toLowerCase()) ?? [];
  if (name === undefined || account === undefined || bucket !== `${name}-${account}`) return undefined;
  const region = facts.authenticated.region ?? 'us-east-1';
  const point = surroundings.accessPoint(accessPointArn({ name, account, region }));
  if (point !== undefined) return { point, isSure: label !== undefined };
  if (label !== undefined) throw noSuchAccessPoint(name);
  return undefined;
}

/** The refusal of an access point that does not exist. */
export function noSuchAccessPoint(name: string): AwsError {
  const message = 'The specified accesspoint does not exist';
  return new AwsError('NoSuchAccessPoint', 404, message, { AccessPointName: name });
}
