import { unmetContext } from '../grants/constraints.ts';
import { indexOf, namesOf } from '../grants/grant-index.ts';
import { mismatchOfTerms, referenceToGrant, retirersOf, SOURCE_ARN } from '../grants/grant-mismatch.ts';
import { NAMED, type Named } from '../matching/principal-matcher.ts';
import type { Case } from '../terms/case.ts';
import type { Decision } from '../terms/decision.ts';
import { type EncryptionContext, type Grant, type GrantConstraints, NO_CONTEXT } from '../terms/grant.ts';
import { type Permission, UNKNOWABLE } from '../terms/permission.ts';
import { UndecidableError } from '../terms/undecidable-error.ts';
import { type Allow, NO_ALLOW } from './scan.ts';
import { beyondBounds, bounded, identityAllow } from './sides.ts';
import { granted, unallowed } from './verdict.ts';

/**
 * Decides by the grants of a KMS key, which exist beside its policy. A grant allows by itself, also across accounts: the
 * grantee needs no identity-based policy. A grant to an account leaves the decision to the identity-based policies
 * there.
 * Source: AWS KMS developer guide, "Grants in AWS KMS" and "Allowing users in other accounts to use a KMS key".
 *
 * Undocumented: how permissions boundaries and session policies limit a grant. keyhole lets them limit it like a role's
 * other permissions, for every kind of grantee: even an implicit deny of a boundary refuses.
 */
export function byGrantOr(policies: (request: Case) => Decision, request: Case): Decision {
  const byGrant = findGrant(request);
  if (byGrant === NO_ALLOW) return policies(request);
  const sides = byGrant.named === NAMED.account ? [byGrant, identityAllow(request)] : [byGrant];
  const given = sides.every(({ named }) => named !== NAMED.not);
  if (given && beyondBounds(request) === undefined) return granted(request, sides);
  const byPolicies = policies(request);
  if (byPolicies.result === 'Granted' || byGrant.named === NAMED.not) {
    if (byPolicies.result === 'Denied' && byGrant.undecidable !== undefined) throw byGrant.undecidable;
    return byPolicies;
  }
  // A grant names the caller, and only the caller's own side refuses: that refusal is reported.
  return given ? bounded(request, sides, NO_ALLOW) : unallowed(request, 'identity', sides);
}

/**
 * Decides who retires a grant: its retiring principal, its grantee if the grant allows RetireGrant, and the key's
 * account.
 * An account leaves the decision to the identity-based policies of its users and roles. The key policy has no effect, so
 * it is not among the policies of the case.
 * Source: AWS KMS developer guide, "Retiring and revoking grants".
 *
 * Differs: AWS also speaks of "the account in which the grant was created"; keyhole takes the account of the key.
 */
export function retiring(request: Case): Decision {
  const { grants = [] } = request.policies;
  const retired = indexOf(grants).byId.get(request.permission.retiredGrant ?? '');
  const byGrant = retired === undefined ? NO_ALLOW : retirement(retired, request);
  if (byGrant.named > NAMED.account) return bounded(request, [byGrant], NO_ALLOW);
  if (byGrant.named === NAMED.not && !request.sameAccount) return unallowed(request, 'grant', []);
  const onIdentity = identityAllow(request);
  if (onIdentity.named === NAMED.not) return unallowed(request, 'identity', [onIdentity]);
  return bounded(request, [byGrant, onIdentity], NO_ALLOW);
}

/** The grant that names the caller most closely, among those that give the permission. */
function findGrant(request: Case): Allow {
  const { principal, permission, policies } = request;
  if (policies.grants === undefined || policies.grants.length === 0) return NO_ALLOW;
  const { byGrantee } = indexOf(policies.grants);
  let undecidable: UndecidableError | undefined;
  for (const [name, named] of namesOf(principal)) {
    for (const candidate of byGrantee.get(name) ?? []) {
      if (mismatchOfTerms(candidate, permission) === undefined) return allowBy(candidate, named);
      undecidable ??= undecidableBy(candidate, request);
    }
  }
  return undecidable === undefined ? NO_ALLOW : { ...NO_ALLOW, undecidable };
}

function retirement(retired: Grant, { principal }: Case): Allow {
  const retirers = retirersOf(retired);
  const closest = namesOf(principal).find(([name]) => retirers.includes(name));
  return closest === undefined ? NO_ALLOW : allowBy(retired, closest[1]);
}

function allowBy(given: Grant, named: Named): Allow {
  return { named, statement: referenceToGrant(given), undecidable: undefined };
}

const CONTEXT_MEMBERS = {
  EncryptionContextEquals: 'encryptionContextEquals',
  EncryptionContextSubset: 'encryptionContextSubset',
} as const;

/** The condition keys of the pairs of an encryption context begin so. */
const PAIR = 'kms:EncryptionContext:';

/** The pairs that a grant requires and of which a question says nothing. A request states all of its pairs. */
function unstatedPairs(
  { encryptionContextEquals, encryptionContextSubset }: GrantConstraints,
  { context, encryptionContext = NO_CONTEXT, hasOpenContext = false }: Permission,
): EncryptionContext {
  if (!hasOpenContext) return {};
  const required = { ...encryptionContextSubset, ...encryptionContextEquals };
  const isUnstated = (name: string) =>
    encryptionContext[name] === undefined && context.get(`${PAIR}${name}`) === UNKNOWABLE;
  return Object.fromEntries(Object.entries(required).filter(([name]) => isUnstated(name)));
}

/** Set if the grant would give the permission, had something unknowable the right value. */
function undecidableBy(candidate: Grant, { permission }: Case): UndecidableError | undefined {
  const { operations, constraints } = candidate;
  const source = constraints.sourceArn !== undefined && permission.context.get(SOURCE_ARN) === UNKNOWABLE;
  const unstated = unstatedPairs(constraints, permission);
  const [open] = Object.keys(unstated);
  const encryptionContext = { ...permission.encryptionContext, ...unstated };
  const unmet = unmetContext(constraints, encryptionContext);
  const byCase = unmet?.onlyByCase === true;
  if (!source && !byCase && open === undefined) return undefined;
  const decided = {
    ...constraints,
    ...(source && { sourceArn: undefined }),
    ...(byCase && { [CONTEXT_MEMBERS[unmet.constraint]]: undefined }),
  };
  const filled = { ...permission, encryptionContext };
  if (mismatchOfTerms({ operations, constraints: decided }, filled) !== undefined) return undefined;
  const { policy } = referenceToGrant(candidate);
  if (open !== undefined) return new UndecidableError(`${PAIR}${open}`, policy, 'EncryptionContext');
  return byCase
    ? new UndecidableError('the letter case of names in an encryption context', policy, unmet.constraint)
    : new UndecidableError(SOURCE_ARN, policy, 'SourceArn');
}
