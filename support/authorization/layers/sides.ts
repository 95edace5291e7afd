import { policiesAbout } from '../compiling/policies-about.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import { boundaryOf, type Case, identityPoliciesOf } from '../terms/case.ts';
import type { Decision } from '../terms/decision.ts';
import type { NamedPolicy } from '../terms/policies-in-force.ts';
import { type Allow, findAllow, NO_ALLOW } from './scan.ts';
import { granted, unallowed } from './verdict.ts';

/** The identity-based policies of the caller that may say something of the permission. */
export function identityPoliciesAbout(request: Case): readonly NamedPolicy[] {
  return policiesAbout(identityPoliciesOf(request), request.permission);
}

/** The allow of the caller's own policies; the root user needs none. */
export function identityAllow(request: Case): Allow {
  if (request.principal.type === 'Root') return { ...NO_ALLOW, named: NAMED.direct };
  return findAllow(identityPoliciesAbout(request), request);
}

/**
 * Applies the permissions boundary and the session policies to the allows of both sides: both layers must allow too.
 * `unbounded` is an allow that they would not have limited.
 */
export function bounded(request: Case, sides: readonly Allow[], unbounded: Allow): Decision {
  const beyond = beyondBounds(request);
  return beyond === undefined
    ? granted(request, sides)
    : unallowed(request, beyond.layer, [unbounded, beyond.allow]);
}

/** The boundary or the session policies, which do not allow a request, and what they do allow. */
interface Beyond {
  readonly layer: 'boundary' | 'session';
  readonly allow: Allow;
}

/**
 * The first of boundary and session policies that does not allow the request; undefined if both allow it. What one session
 * policy allows is allowed: they add up, as identity-based policies do.
 *
 * Undocumented: AWS states no rule for several session policies. Its example passes managed policies of two services, and would
 * give no permissions if they limited each other.
 * Source: AWS STS API reference, AssumeRole, `PolicyArns`; EMR Serverless user guide, "Execution IAM policy".
 */
export function beyondBounds(request: Case): Beyond | undefined {
  const boundary = boundaryOf(request);
  if (boundary !== undefined) {
    const allow = findAllow([boundary], request);
    if (allow.named === NAMED.not) return { layer: 'boundary', allow };
  }
  const { session } = request.policies;
  if (session === undefined) return undefined;
  const allow = findAllow(session, request);
  return allow.named === NAMED.not ? { layer: 'session', allow } : undefined;
}
