import { allowing } from './layers/allowing.ts';
import {
  blockPublicAccess,
  crossAccountOperation,
  endpointPolicy,
  explicitDeny,
  ownersOnly,
  type RefusingLayer,
  serviceControl,
  unsigned,
} from './layers/refusing.ts';
import { caseOf, type DecisionRequest } from './terms/case.ts';
import type { Decision } from './terms/decision.ts';
import { altered } from './terms/lazy-decision.ts';

/**
 * The layers that can only refuse, in the order in which they are judged.
 * After them one of these must allow: the resource's policy, a grant, or the identity-based policies. The permissions
 * boundary and the session policies limit the identity-based policies; see layers/allowing.ts.
 */
const REFUSING_LAYERS: readonly RefusingLayer[] = [
  // Only S3 serves callers without credentials.
  unsigned,
  // Some operations of KMS and DynamoDB never work on a resource of another account, whatever the policies say.
  crossAccountOperation,
  // An explicit deny in any policy is final. Policies are searched in this order: SCP, RCP, endpoint policy,
  // identity-based policies, boundary, session policies, the resource's policy.
  explicitDeny,
  // S3 can ignore a public bucket policy for every caller outside the bucket's account.
  blockPublicAccess,
  // These must allow as well, from the organization inwards. Resource control policies are not among them: they only
  // deny.
  // RCPFullAWSAccess, which allows everything, is attached on each level and cannot be detached.
  serviceControl,
  endpointPolicy,
];

/**
 * Decides one permission as AWS does. The function is pure and synchronous: the same request and policies give the same
 * decision.
 *
 * Throws UndecidableError if the decision depends on something keyhole cannot know. Throws PolicyError for a policy that
 * cannot be evaluated, which parsePolicy already refuses.
 * Source: IAM user guide, "Policy evaluation logic" and "Cross-account policy evaluation logic"; AWS KMS developer
 * guide, "Default key policy" and "Allowing users in other accounts to use a KMS key"; AWS Organizations user guide,
 * "SCP evaluation" and "RCP evaluation".
 */
export function decide(request: DecisionRequest): Decision {
  const withFacts = caseOf(request);
  for (const layer of REFUSING_LAYERS) {
    const denied = layer(withFacts);
    if (denied === undefined) continue;
    const isBlocked = layer === explicitDeny && blockPublicAccess(withFacts) !== undefined;
    return isBlocked ? altered(denied, { beyondPolicies: true }) : denied;
  }
  const decision = allowing(withFacts);
  return decision.result === 'Granted' ? (ownersOnly(withFacts) ?? decision) : decision;
}
