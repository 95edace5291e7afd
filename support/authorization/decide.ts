import { allowing } from './layers/allowing.ts';
import {
  blockPublicAccess,
  crossAccountOperation,
  endpointPolicy,
  explicitDeny,
  type RefusingLayer,
  serviceControl,
} from './layers/refusing.ts';
import { caseOf, type DecisionRequest } from './terms/case.ts';
import type { Decision } from './terms/decision.ts';

/**
 * The layers that can only refuse, in the order they are judged. After them somebody must allow: the resource's policy,
 * a grant or the identity-based policies, the latter within the permissions boundary and the session policies (see
 * layers/allowing.ts).
 */
const REFUSING_LAYERS: readonly RefusingLayer[] = [
  // Some operations of KMS never reach a key of another account, whatever any policy says.
  crossAccountOperation,
  // An explicit deny anywhere ends it. Its place among the policies: SCP, RCP, endpoint policy, identity-based policies,
  // boundary, session policies, the resource's policy.
  explicitDeny,
  // S3 ignores whatever a public bucket policy gives to anybody outside of the bucket's account.
  blockPublicAccess,
  // From the organisation inwards, what must allow besides. Resource control policies are not among them: they only deny,
  // as RCPFullAWSAccess, which allows everything, stands on each level and cannot be detached.
  serviceControl,
  endpointPolicy,
];

/**
 * Decides one permission as AWS does: pure, synchronous, and the same for the same request and policies.
 *
 * Throws UndecidableError where the outcome turns on something keyhole cannot know, and PolicyError for a policy that
 * cannot be evaluated (parsePolicy lets none through).
 * Source: IAM user guide, "Policy evaluation logic" and "Cross-account policy evaluation logic"; AWS KMS developer
 * guide, "Default key policy" and "Allowing users in other accounts to use a KMS key"; AWS Organizations user guide,
 * "SCP evaluation" and "RCP evaluation".
 */
export function decide(request: DecisionRequest): Decision {
  const one = caseOf(request);
  for (const layer of REFUSING_LAYERS) {
    const denied = layer(one);
    if (denied !== undefined) return denied;
  }
  return allowing(one);
}
