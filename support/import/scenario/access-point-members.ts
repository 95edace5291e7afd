import type { ImportedAccessPoint } from '../world/imported-world.ts';
import type { Writing } from './holder-members.ts';
import { kept } from './resource-members.ts';

/** The access points whose bucket is in some source. The others are listed: a scenario cannot have them. */
export function withBuckets({ world, gaps }: Writing): readonly ImportedAccessPoint[] {
  return world.accessPoints.filter(({ bucket, origin }) => {
    const isKnown = world.buckets.some(({ name }) => name === bucket);
    if (!isKnown)
      gaps.add(
        origin,
        `its bucket ${bucket} is in none of the sources`,
        'the access point is left out: requests through it are missing here',
      );
    return isKnown;
  });
}

/** The members of an access point in scenario.yaml. */
export function accessPointMembers(point: ImportedAccessPoint, writing: Writing): object {
  const { account, name, bucket, policy, vpc, publicAccess, origin } = point;
  const owned = writing.world.buckets.find((one) => one.name === bucket);
  const settings = Object.values(publicAccess);
  const isOpen = settings.every((on) => !on);
  return {
    account,
    bucket: owned === undefined ? bucket : writing.names.of('buckets', owned.origin),
    accessPointName: name,
    ...kept(writing, `${writing.names.of('accessPoints', origin)}-access-point-policy`, {
      text: policy,
      origin,
    }),
    vpc,
    ...(settings.every((on) => on) ? {} : { blockPublicAccess: isOpen ? false : publicAccess }),
  };
}
