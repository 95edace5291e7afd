import { NAMED } from '../matching/principal-matcher.ts';
import { boundaryOf, type Case, identityPoliciesOf } from '../terms/case.ts';
import type { Decision } from '../terms/decision.ts';
import { type Allow, findAllow, NO_ALLOW } from './scan.ts';
import { grant, unallowed } from './verdict.ts';

/** What the caller's own policies allow; the root user's side is full. */
export function identityAllow(one: Case): Allow {
  if (one.principal.type === 'Root') return { ...NO_ALLOW, named: NAMED.direct };
  return findAllow(identityPoliciesOf(one), one);
}

/**
 * The permissions boundary and the session policies: each of them must allow what the sides gave. `unbounded` could
 * still have allowed past them.
 */
export function bounded(one: Case, sides: readonly Allow[], unbounded: Allow): Decision {
  const beyond = beyondBounds(one);
  return beyond === undefined ? grant(one, sides) : unallowed(one, beyond.layer, [unbounded, beyond.allow]);
}

/** A bound that does not allow a request, and what it makes of it. */
interface Beyond {
  readonly layer: 'boundary' | 'session';
  readonly allow: Allow;
}

/** The first bound that does not allow the request: the boundary, then the session policies; undefined where all allow. */
export function beyondBounds(one: Case): Beyond | undefined {
  const boundary = boundaryOf(one);
  if (boundary !== undefined) {
    const allow = findAllow([boundary], one);
    if (allow.named === NAMED.not) return { layer: 'boundary', allow };
  }
  for (const policy of one.policies.session ?? []) {
    const allow = findAllow([policy], one);
    if (allow.named === NAMED.not) return { layer: 'session', allow };
  }
  return undefined;
}
