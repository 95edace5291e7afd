import { createHash } from 'node:crypto';
import { isPublic } from '../../../../authorization/layers/is-public.ts';
import { parsedPolicy } from '../../../../authorization/parse-policy.ts';
import { AwsError } from '../../../../aws/aws-error.ts';
import { noSuchBucket } from '../../../../aws/no-such-bucket.ts';
import { notImplemented } from '../../../../aws/not-implemented.ts';
import type { Operation } from '../../../../aws/operations.ts';
import type { Deciding } from '../../../desk/deciding.ts';
import { requireDecided } from '../../../desk/require-decided.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { type AccessPoint, accessPointArn, bucketAccountOf } from '../../../surroundings/access-point.ts';
import { noSuchAccessPoint } from '../../s3/access-point-named.ts';
import { boundPolicy, principalIdsOf } from '../../s3/access-point-principals.ts';
import { accountNamed } from '../account-named.ts';

/** Block Public Access of an access point that states none. */
const ALL_ON = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const;

/**
 * The answers about access points.
 *
 * Source: Amazon S3 API reference, CreateAccessPoint, GetAccessPoint, ListAccessPoints and PutAccessPointPolicy.
 */
export const accessPointAnswers: Answers<'s3control'> = {
  CreateAccessPoint: async (call, deciding) => {
    const { Name = '', Bucket = '', VpcConfiguration, PublicAccessBlockConfiguration } = call.input;
    const at = { name: Name, account: accountNamed(call.input), region: call.region };
    const owner = call.input.BucketAccountId ?? at.account;
    await requireBucket(Bucket, { owner, region: at.region }, deciding);
    const bucketId = await deciding.store.bucketId(Bucket);
    const holding = requireDecided(call.conditions, deciding);
    if (holding !== undefined) await holding;
    const { surroundings, isRehearsal } = deciding;
    if (surroundings.accessPoint(accessPointArn(at)) !== undefined) throw alreadyOwned();
    const alias = aliasOf(at);
    const vpc = VpcConfiguration?.VpcId;
    const publicAccessBlock = { ...ALL_ON, ...PublicAccessBlockConfiguration };
    const created = new Date().toISOString();
    if (isRehearsal !== true)
      surroundings.setAccessPoint({
        ...{ ...at, bucket: Bucket, bucketId, alias, vpc, publicAccessBlock, created },
        ...(owner !== at.account && { bucketAccount: owner }),
      });
    return { AccessPointArn: accessPointArn(at), Alias: alias };
  },
  GetAccessPoint: async (call, deciding) => {
    const point = existing(call, deciding);
    return {
      ...summaryOf(point),
      PublicAccessBlockConfiguration: point.publicAccessBlock,
      CreationDate: new Date(point.created),
    };
  },
  ListAccessPoints: async ({ input, region }, { surroundings }) => {
    const { Bucket, NextToken: after, MaxResults = 1000 } = input;
    const account = accountNamed(input);
    const rest = (surroundings.accessPoints ?? [])
      .filter((point) => point.account === account && point.region === region)
      .filter((point) => Bucket === undefined || point.bucket === Bucket)
      .filter((point) => after === undefined || point.name > after)
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const page = rest.slice(0, MaxResults);
    const last = page.at(-1)?.name;
    return {
      AccessPointList: page.map(summaryOf),
      ...(last !== undefined && rest.length > page.length && { NextToken: last }),
    };
  },
  DeleteAccessPoint: async (call, deciding) => {
    const point = existing(call, deciding);
    if (deciding.isRehearsal !== true) deciding.surroundings.removeAccessPoint(point);
    return {};
  },
  PutAccessPointPolicy: async (call, deciding) => {
    const { Policy: policy = '' } = call.input;
    const principals = await principalIdsOf(deciding.store, parsedPolicy(policy, 'bucket'));
    const holding = requireDecided(call.conditions, deciding);
    if (holding !== undefined) await holding;
    const { surroundings, isRehearsal } = deciding;
    if (isRehearsal !== true)
      surroundings.setAccessPoint({ ...existing(call, deciding), policy, principals });
    return {};
  },
  GetAccessPointPolicy: async (call, deciding) => {
    const point = existing(call, deciding);
    policyOf(point);
    return { Policy: await boundPolicy(deciding.store, point) };
  },
  GetAccessPointPolicyStatus: async (call, deciding) => {
    const point = existing(call, deciding);
    const isOpen = point.vpc === undefined && isPublic(parsedPolicy(policyOf(point), 'bucket'));
    return { PolicyStatus: { IsPublic: isOpen } };
  },
  DeleteAccessPointPolicy: async (call, deciding) => {
    const point = existing(call, deciding);
    policyOf(point);
    if (deciding.isRehearsal !== true)
      deciding.surroundings.setAccessPoint({ ...point, policy: undefined, principals: undefined });
    return {};
  },
};

/** The access point that a call names. Throws NoSuchAccessPoint. */
export function existing(
  { input, region }: CallFacts<'s3control', Operation<'s3control'>>,
  { surroundings }: Pick<Deciding, 'surroundings'>,
): AccessPoint {
  const name = String(Reflect.get(input, 'Name'));
  const found = surroundings.accessPoint(accessPointArn({ name, account: accountNamed(input), region }));
  if (found === undefined) throw noSuchAccessPoint(name);
  return found;
}

function policyOf({ name, policy }: AccessPoint): string {
  if (policy !== undefined) return policy;
  const message = 'The specified accesspoint policy does not exist';
  throw new AwsError('NoSuchAccessPointPolicy', 404, message, { AccessPointName: name });
}

function summaryOf(point: AccessPoint) {
  const { name, bucket, alias, vpc } = point;
  return {
    Name: name,
    NetworkOrigin: vpc === undefined ? ('Internet' as const) : ('VPC' as const),
    ...(vpc !== undefined && { VpcConfiguration: { VpcId: vpc } }),
    Bucket: bucket,
    AccessPointArn: accessPointArn(point),
    Alias: alias,
    BucketAccountId: bucketAccountOf(point),
  };
}

/**
 * Throws NoSuchBucket and InvalidRequest, and NotImplemented for a bucket that the account does not own.
 *
 * Source: Amazon S3 user guide, "Creating access points for general purpose buckets": the bucket's owner need not agree.
 * Undocumented: the refusal if another account owns the bucket than the request says.
 */
async function requireBucket(
  bucket: string,
  { owner, region }: { readonly owner: string; readonly region: string },
  { store }: Deciding,
): Promise<void> {
  const real = await store.bucketOwner(bucket);
  if (real === undefined) throw noSuchBucket(bucket);
  if (real !== owner)
    throw notImplemented(`an access point for the bucket ${bucket} of another account than ${owner}`);
  if ((await store.bucketRegion(bucket)) !== region)
    throw new AwsError('InvalidRequest', 400, 'The bucket is in another Region than the access point');
}

function alreadyOwned(): AwsError {
  const message = 'Your previous request to create the named accesspoint succeeded and you already own it.';
  return new AwsError('AccessPointAlreadyOwnedByYou', 409, message);
}

/**
 * The alias of an access point: the beginning of its name, 34 letters and digits, and a suffix that no bucket has.
 *
 * Source: Amazon S3 user guide, "Naming rules for access points", section "Access point aliases".
 */
function aliasOf(point: Pick<AccessPoint, 'name' | 'account' | 'region'>): string {
  const digest = createHash('sha256').update(accessPointArn(point)).digest('hex');
  const metadata = BigInt(`0x${digest}`).toString(36).slice(0, 34);
  return `${point.name.slice(0, 20).replace(/-$/, '')}-${metadata}-s3alias`;
}
