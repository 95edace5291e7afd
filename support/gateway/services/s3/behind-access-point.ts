import type { Denied, Layer } from '../../../authorization/terms/decision.ts';
import { AwsError } from '../../../aws/aws-error.ts';

/** The layers of a caller's own policies that limit what others allow it. */
const LIMITS: ReadonlySet<Layer> = new Set<Layer>(['boundary', 'session']);

/**
 * True if everything allows a request through an access point except policies of the caller that do not name the bucket.
 *
 * Undocumented: whether the caller's own policies must allow the action on the bucket too, or on the access point alone. AWS
 * says that both the access point and the bucket must permit a request. Within one account, a bucket whose policy does not
 * allow it does not.
 */
export function isOfCallerAlone({ layer, explicit, crossAccount }: Denied): boolean {
  return !explicit && (LIMITS.has(layer) || (layer === 'identity' && crossAccount));
}

/** The refusal of a request for the bucket behind its access point; undefined if the bucket refuses it. */
export function behindAccessPoint(denied: Denied): AwsError | undefined {
  if (!isOfCallerAlone(denied)) return undefined;
  const { action, resource } = denied.permission;
  const error = new AwsError(
    'NotImplemented',
    501,
    `keyhole cannot decide this request: AWS does not document whether ${action} on ${resource} must be allowed as well.`,
  );
  return error.because({
    why: 'the access point and the bucket policy allow it, and a policy of the caller that must allow it does not name the bucket',
    remedy: `allow ${action} on ${resource} beside the access point`,
  });
}
