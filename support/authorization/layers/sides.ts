import type { Decision } from '../decision.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import { type Case, identityPoliciesOf } from './case.ts';
import { type Allow, findAllow, NO_ALLOW } from './scan.ts';
import { grant, unallowed } from './verdict.ts';

/** What the caller's own policies allow; the root user's side is full. */
export function identityAllow(one: Case): Allow {
  if (one.principal.type === 'Root') return { ...NO_ALLOW, named: NAMED.direct };
  return findAllow(identityPoliciesOf(one), one);
}

/** Session policies: each of them must allow what the sides gave. `unbounded` could still have allowed past them. */
export function bounded(one: Case, sides: readonly Allow[], unbounded: Allow): Decision {
  const onSession = beyondSession(one);
  return onSession === undefined ? grant(one, sides) : unallowed(one, 'session', [unbounded, onSession]);
}

/** What the first session policy that does not allow the request makes of it; undefined where all allow it. */
export function beyondSession(one: Case): Allow | undefined {
  for (const policy of one.policies.session ?? []) {
    const onSession = findAllow([policy], one);
    if (onSession.named === NAMED.not) return onSession;
  }
  return undefined;
}
