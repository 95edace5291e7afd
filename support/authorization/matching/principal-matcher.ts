import type { Principal } from '../../aws/principal.ts';
import { accountOf } from '../../aws/principal.ts';
import type { PrincipalElement } from '../terms/policy.ts';
import type { UnknowableKey } from './template.ts';

/**
 * How closely a Principal element names a principal, the closest last. In an Allow of a resource's policy they mean:
 * `account` delegates to the identity-based policies of the account.
 * `role` gives access within the bounds of a session policy.
 * `direct` gives access by itself: to a user, a session, a service, the root user, or to every principal.
 * Source: IAM user guide, "Policy evaluation logic" and "AWS JSON policy elements: Principal".
 */
export const NAMED = { not: 0, account: 1, role: 2, direct: 3 } as const;

/** A value of {@link NAMED}. */
export type Named = (typeof NAMED)[keyof typeof NAMED];

/**
 * How closely a `Principal` names a principal. A canonical user id names its account, as the ARN of the account's root does.
 * Unknowable if only such an id could name it, and the caller's own id is not known.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal".
 */
export function namedBy(
  element: PrincipalElement,
  principal: Principal,
  canonicalId: string | undefined,
): Named | UnknowableKey {
  if (element === '*') return NAMED.direct;
  const named = principal.type === 'WebIdentity' ? NAMED.not : bestOf(element.AWS ?? [], principal);
  if (named !== NAMED.not) return named;
  if (principal.type === 'Service' && element.Service?.includes(principal.service)) return NAMED.direct;
  if (principal.type === 'WebIdentity' && element.Federated?.includes(principal.provider))
    return NAMED.direct;
  // Undocumented: whether every AWS principal stands for a web identity too.
  if (principal.type === 'WebIdentity' && element.AWS?.includes('*'))
    return { unknowable: 'whether "AWS": "*" names a web identity' };
  // A canonical user id never names an anonymous caller or a service.
  if (element.CanonicalUser === undefined || accountOf(principal) === undefined) return NAMED.not;
  if (canonicalId === undefined) return { unknowable: 'the canonical user id in Principal' };
  if (!element.CanonicalUser.includes(canonicalId)) return NAMED.not;
  return principal.type === 'Root' ? NAMED.direct : NAMED.account;
}

function bestOf(names: readonly string[], principal: Principal): Named {
  let best: Named = NAMED.not;
  for (const name of names) {
    const named = namedAs(name, principal);
    if (named > best) best = named;
  }
  return best;
}

function namedAs(name: string, principal: Principal): Named {
  if (name === '*') return NAMED.direct;
  switch (principal.type) {
    case 'Anonymous':
    case 'Service':
    case 'WebIdentity':
      return NAMED.not;
    case 'Root':
      return namesAccount(name, principal.accountId) ? NAMED.direct : NAMED.not;
    case 'User':
      if (name === principal.arn || name === principal.userId) return NAMED.direct;
      break;
    case 'AssumedRole':
      if (name === principal.arn) return NAMED.direct;
      if (name === principal.roleArn || name === principal.roleId) return NAMED.role;
      break;
    case 'FederatedUser':
      if (name === principal.arn) return NAMED.direct;
      if (name === principal.user.arn || name === principal.user.userId) return NAMED.role;
  }
  return namesAccount(name, principal.accountId) ? NAMED.account : NAMED.not;
}

const ROOT = ':root';

/** True if a name stands for a whole account: its id, or the ARN of its root. */
export function namesAccount(name: string, accountId: string): boolean {
  return (
    name === accountId || (name.endsWith(ROOT) && name.startsWith(accountId, name.length - ROOT.length - 12))
  );
}

/**
 * True if a `NotPrincipal` excepts a principal. In a Deny, AWS requires the whole chain: the account, the role and the
 * session, or the account and the user. A chain listed in part stays denied. In an Allow any part of the chain excepts.
 * Source: IAM user guide, "AWS JSON policy elements: NotPrincipal".
 * Differs: AWS says that it "might" deny if only a part of the chain is listed; keyhole denies.
 */
export function excludedBy(
  element: PrincipalElement,
  { principal, canonicalId }: { readonly principal: Principal; readonly canonicalId: string | undefined },
  effect: 'Allow' | 'Deny',
): boolean | UnknowableKey {
  const named = namedBy(element, principal, canonicalId);
  if (typeof named === 'object') return named;
  if (effect === 'Allow' || named === NAMED.not) return named !== NAMED.not;
  const names = element === '*' ? ['*'] : (element.AWS ?? []);
  if (!('accountId' in principal) || names.includes('*')) return true;
  const isAccountListed =
    names.some((name) => namesAccount(name, principal.accountId)) ||
    (element !== '*' && canonicalId !== undefined && element.CanonicalUser?.includes(canonicalId) === true);
  if (named !== NAMED.direct || !isAccountListed) return false;
  if (principal.type === 'FederatedUser')
    return names.includes(principal.user.arn) || names.includes(principal.user.userId);
  return (
    principal.type !== 'AssumedRole' || names.includes(principal.roleArn) || names.includes(principal.roleId)
  );
}
