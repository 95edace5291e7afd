import { isPublic } from '../../../authorization/layers/is-public.ts';
import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import { type Permission, UNKNOWABLE } from '../../../authorization/terms/permission.ts';
import { accountOf, type Principal } from '../../../aws/principal.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import type { KeptReads, ResourceSide } from '../../policies/kept-reads.ts';
import {
  type AccessPoint,
  accessPointArn,
  accessPointIn,
  bucketAccountOf,
} from '../../surroundings/access-point.ts';
import { boundPolicy } from './access-point-principals.ts';
import { type AtState, currentSide } from './current-side.ts';
import { publicAccessBlockThrough } from './public-access-block.ts';

/**
 * The policy of the access point that a permission is about, and whether Block Public Access restricts it; undefined if it is
 * about none. The settings of the access point, its bucket and the bucket's account hold together.
 *
 * Source: Amazon S3 user guide, "Managing public access to access points for general purpose buckets", and "Blocking public
 * access to your Amazon S3 storage".
 */
export function accessPointSide(
  { resource }: Permission,
  kept: KeptReads,
  principal: Principal,
): Awaitable<ResourceSide> | undefined {
  const named = accessPointIn(resource);
  if (named === undefined) return undefined;
  const arn = accessPointArn(named);
  const point = kept.surroundings.accessPoint(arn);
  if (point === undefined) return {};
  const reading = currentSide<AccessPointSide>(kept, `access point ${arn}`, {
    bucket: point.bucket,
    read: async (state) => ({ point, side: await readAccessPointSide(point, kept), state }),
    isCurrent: (found) => found.point === point,
  });
  return whenKnown(reading, ({ side }) => restrictedFor(side, point, principal));
}

interface AccessPointSide extends AtState {
  readonly side: ResourceSide;
  /** The access point as it was read: it is another object once it is changed. */
  readonly point: AccessPoint;
}

async function readAccessPointSide(
  point: AccessPoint,
  { store, surroundings }: KeptReads,
): Promise<ResourceSide> {
  const text = await boundPolicy(store, point);
  if (text === undefined) return {};
  const name = `the access point policy of ${point.name}`;
  const resource = { name, layer: 'resource', policy: parsedPolicy(text, 'bucket') } as const;
  // An access point of a VPC is never public.
  if (point.vpc !== undefined || !isPublic(resource.policy)) return { resource };
  const { RestrictPublicBuckets } = await publicAccessBlockThrough(store, point, surroundings);
  if (RestrictPublicBuckets === true) return { resource, restrictPublicBuckets: true };
  // Undocumented: whether it counts if it is on for the account of the access point, and the bucket is another account's.
  const ofAccount = surroundings.publicAccessBlock(point.account);
  return {
    resource,
    restrictPublicBuckets: ofAccount?.RestrictPublicBuckets === true ? UNKNOWABLE : false,
  };
}

/**
 * A policy that RestrictPublicBuckets limits, for a caller.
 *
 * Undocumented: whether the accounts of the access point and of its bucket are both let in. AWS's page says so, and also that all
 * access across accounts is blocked. Such a caller is not decided.
 */
export function restrictedFor(side: ResourceSide, point: AccessPoint, principal: Principal): ResourceSide {
  const account = accountOf(principal);
  const isRelated = account === point.account || account === bucketAccountOf(point);
  if (side.restrictPublicBuckets !== true || !isRelated) return side;
  return { ...side, restrictPublicBuckets: UNKNOWABLE };
}
