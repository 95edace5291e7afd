import { isPublic } from '../../../authorization/layers/is-public.ts';
import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import type { KeptReads, ResourceSide } from '../../policies/kept-reads.ts';
import { type AccessPoint, accessPointArn, accessPointIn } from '../../surroundings/access-point.ts';
import { boundPolicy } from './access-point-principals.ts';
import { type AtState, currentSide } from './current-side.ts';
import { publicAccessBlockThrough } from './public-access-block.ts';

/**
 * The policy of the access point that a permission is about, and whether Block Public Access restricts it; undefined if it is
 * about none. The settings of the access point, its bucket and their accounts hold together.
 *
 * Source: Amazon S3 user guide, "Managing public access to access points for general purpose buckets".
 */
export function accessPointSide(
  { resource }: Permission,
  kept: KeptReads,
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
  return whenKnown(reading, ({ side }) => side);
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
  return { resource, restrictPublicBuckets: RestrictPublicBuckets === true };
}
