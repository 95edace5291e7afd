import type { PublicAccess } from '../../world/imported-world.ts';
import type { PropertyReader } from '../../world/property-reader.ts';

/** Block Public Access of a bucket or an access point that states none. */
export const ALL_ON: PublicAccess = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** The settings of Block Public Access that a resource states. One that is left out is off. */
export function publicAccessOf(reader: PropertyReader): PublicAccess {
  const flag = (name: string) =>
    reader.flag(name, false, { consequence: 'the setting is on here', ifUnknown: true });
  return {
    BlockPublicAcls: flag('block_public_acls'),
    IgnorePublicAcls: flag('ignore_public_acls'),
    BlockPublicPolicy: flag('block_public_policy'),
    RestrictPublicBuckets: flag('restrict_public_buckets'),
  };
}
