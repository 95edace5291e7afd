import type { Decision } from './decision.ts';
import { allowing } from './layers/allowing.ts';
import { caseOf, type DecisionRequest } from './layers/case.ts';
import {
  blockPublicAccess,
  crossAccountOperation,
  explicitDeny,
  type RefusingLayer,
} from './layers/refusing.ts';

/** The layers that can only refuse, in the order they are judged; after them somebody must allow. */
const REFUSING_LAYERS: readonly RefusingLayer[] = [
  // Some operations of KMS never reach a key of another account, whatever any policy says.
  crossAccountOperation,
  // An explicit deny anywhere ends it. Its place among the policies: SCP, RCP, endpoint policy, identity-based policies,
  // boundary, session policies, the resource's policy. Of these SCP, RCP, endpoint policy and boundary come later.
  explicitDeny,
  // S3 ignores whatever a public bucket policy gives to anybody outside of the bucket's account.
  blockPublicAccess,
  // SCP, RCP and endpoint policy come here: where there are any, each must allow as well.
];

/**
 * Decides one permission as AWS does: pure, synchronous, and the same for the same request and policies.
 *
 * Throws UndecidableError where the outcome turns on something keyhole cannot know, and PolicyError for a policy that
 * cannot be evaluated (parsePolicy lets none through).
 * Source: IAM user guide, "Policy evaluation logic" and "Cross-account policy evaluation logic"; KMS developer guide,
 * "Default key policy" and "Allowing users in other accounts to use a KMS key".
 */
export function decide(request: DecisionRequest): Decision {
  const one = caseOf(request);
  for (const layer of REFUSING_LAYERS) {
    const denied = layer(one);
    if (denied !== undefined) return denied;
  }
  return allowing(one);
}
