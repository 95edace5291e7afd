import type { Layer } from './decision.ts';
import type { Permission } from './permission.ts';

/** The part that a resource's own policy has in decisions about the resource. */
export interface Guard {
  /**
   * `key` and `trust`: the resource's own policy must allow or delegate, even within its account.
   * `default`: within the resource's account an identity-based policy suffices.
   */
  readonly kind: 'default' | 'key' | 'trust';
  /** The layer that is reported if the resource's policy does not allow. */
  readonly layer: Layer;
}

const KEY: Guard = { kind: 'key', layer: 'key policy' };
const TRUST: Guard = { kind: 'trust', layer: 'trust policy' };
const DEFAULT: Guard = { kind: 'default', layer: 'resource' };

/**
 * KMS keys are guarded by their own policy, and so are roles for the operations of STS. Other resources are not, aliases
 * included.
 * Source: IAM user guide, "Policy evaluation logic": "IAM role trust policies and KMS key policies are exceptions".
 */
export function guardOf({ action, resource }: Permission): Guard {
  if (action.startsWith('kms:')) return /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource) ? KEY : DEFAULT;
  if (action.startsWith('sts:')) return /^arn:[^:]*:iam::[^:]*:role\//.test(resource) ? TRUST : DEFAULT;
  return DEFAULT;
}
