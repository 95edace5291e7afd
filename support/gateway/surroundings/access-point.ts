import type { PublicAccessBlock } from './account-public-access-block.ts';

/**
 * An access point of Amazon S3: another address of a bucket, with a policy of its own.
 *
 * Source: Amazon S3 user guide, "Managing access to shared datasets with access points".
 */
export interface AccessPoint {
  readonly name: string;
  /** The account that owns it. */
  readonly account: string;
  /** The Region of its bucket. */
  readonly region: string;
  readonly bucket: string;
  /** The account that owns the bucket, if it is another. */
  readonly bucketAccount?: string | undefined;
  /** Tells the bucket from a later one of its name; absent if it is not known. */
  readonly bucketId?: string | undefined;
  /** The name that requests can have in place of a bucket's. */
  readonly alias: string;
  /** The VPC that all requests must come from; undefined if they may come from the internet. */
  readonly vpc?: string | undefined;
  readonly publicAccessBlock: PublicAccessBlock;
  /** The time of its creation, as ISO 8601 writes it. */
  readonly created: string;
  /** Its policy as JSON text. */
  readonly policy?: string | undefined;
  /** The unique ids of the users and roles that its policy names, by ARN, as they were when it was set. */
  readonly principals?: Readonly<Record<string, string>> | undefined;
}

/** The account that owns the bucket of an access point. */
export function bucketAccountOf({ account, bucketAccount }: AccessPoint): string {
  return bucketAccount ?? account;
}

/** The ARN of an access point. */
export function accessPointArn({
  name,
  account,
  region,
}: Pick<AccessPoint, 'name' | 'account' | 'region'>): string {
  return `arn:aws:s3:${region}:${account}:accesspoint/${name}`;
}

/** The access point in an ARN of it, or of an object through it; undefined for another ARN. */
export function accessPointIn(
  text: string,
): (Pick<AccessPoint, 'name' | 'account' | 'region'> & { readonly key?: string | undefined }) | undefined {
  const [, region, account, name, key] = IN_ARN.exec(text) ?? [];
  if (region === undefined || account === undefined || name === undefined) return undefined;
  return { name, account, region, key };
}

const IN_ARN = /^arn:aws:s3:([a-z0-9-]+):(\d{12}):accesspoint[/:]([^/]+)(?:\/object\/(.*))?$/s;

/** The condition keys of requests through access points. */
export const ACCESS_POINT_KEYS = [
  's3:DataAccessPointArn',
  's3:DataAccessPointAccount',
  's3:AccessPointNetworkOrigin',
] as const;

/** The values of these condition keys for an access point; undefined for a request that comes through none. */
export function accessPointContext(
  point: Pick<AccessPoint, 'name' | 'account' | 'region' | 'vpc'> | undefined,
): Readonly<Record<(typeof ACCESS_POINT_KEYS)[number], string>> | undefined {
  if (point === undefined) return undefined;
  return {
    's3:DataAccessPointArn': accessPointArn(point),
    's3:DataAccessPointAccount': point.account,
    's3:AccessPointNetworkOrigin': point.vpc === undefined ? 'Internet' : 'VPC',
  };
}
