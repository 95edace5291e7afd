import { isPublic } from '../../authorization/layers/is-public.ts';
import { parsePolicy } from '../../authorization/parse-policy.ts';
import type { GapList, Place } from '../world/gap-list.ts';
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

/** A policy that a bucket or access point has, and where its gaps go. */
interface Beside {
  readonly policy: string | undefined;
  readonly place: Place;
  readonly gaps: GapList;
}

/**
 * Settings as a scenario can have them beside a policy. BlockPublicPolicy leaves a public policy that was there before it, and would refuse it
 * when the scenario is made. It is off then, which is listed; the settings that restrict public access stay.
 *
 * Source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage".
 */
export function publicAccessBeside(settings: PublicAccess, { policy, place, gaps }: Beside): PublicAccess {
  if (!settings.BlockPublicPolicy || policy === undefined || !isPublicText(policy)) return settings;
  const reason = 'BlockPublicPolicy is on, and the policy is public';
  gaps.add(place, reason, 'it is off: another public policy is not refused here');
  return { ...settings, BlockPublicPolicy: false };
}

function isPublicText(text: string): boolean {
  try {
    return isPublic(parsePolicy(text, { kind: 'bucket' }));
  } catch {
    return false;
  }
}
