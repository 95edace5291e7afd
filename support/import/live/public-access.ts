import type { PublicAccess } from '../world/imported-world.ts';

/** The settings of Block Public Access if there are none. */
export const ALL_OFF: PublicAccess = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

/** The settings that stand for those that could not be read. */
export const ALL_ON: PublicAccess = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** The settings that an answer holds. One that it leaves out is off. */
export function publicAccessOf(settings: object | undefined): PublicAccess {
  return {
    ...ALL_OFF,
    ...Object.fromEntries(Object.entries(settings ?? {}).filter(([, on]) => on !== undefined)),
  };
}
