import type { Layer } from './decision.ts';
import type { Permission } from './permission.ts';

/** What kind of say the policy of a resource has in its use. */
export interface Guard {
  /**
   * `key` and `trust`: the resource's own policy must allow or delegate, even within its account.
   * `default`: within its account an identity-based policy suffices.
   */
  readonly kind: 'default' | 'key' | 'trust';
  /** The layer that a missing allow of the resource's policy is reported under. */
  readonly layer: Layer;
}

const KEY: Guard = { kind: 'key', layer: 'key policy' };
const TRUST: Guard = { kind: 'trust', layer: 'trust policy' };
const DEFAULT: Guard = { kind: 'default', layer: 'resource' };

/**
 * KMS keys and, for the operations of STS, roles are guarded by their own policy; everything else, aliases included, is
 * not. Source: IAM user guide, "Policy evaluation logic": "IAM role trust policies and KMS key policies are exceptions".
 */
export function guardOf({ action, resource }: Permission): Guard {
  if (action.startsWith('kms:')) return /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource) ? KEY : DEFAULT;
  if (action.startsWith('sts:')) return /^arn:[^:]*:iam::[^:]*:role\//.test(resource) ? TRUST : DEFAULT;
  return DEFAULT;
}
