import { accountOf, type Principal } from '../authentication/principal.ts';
import { considered } from './considered.ts';
import type { ConsideredStatement, Decision, Denied, Layer, StatementReference } from './decision.ts';
import { type Guard, guardOf } from './guard.ts';
import { isPublic } from './is-public.ts';
import { worksAcrossAccounts } from './kms-cross-account.ts';
import { NAMED } from './matching/principal-matcher.ts';
import type { Permission } from './permission.ts';
import type { NamedPolicy, PoliciesInForce } from './policies-in-force.ts';
import { type Allow, findAllow, findDeny, NO_ALLOW, type Question } from './scan.ts';

/** A permission, who asks for it, and every policy that bears on it. */
export interface DecisionRequest {
  readonly principal: Principal;
  readonly permission: Permission;
  readonly policies: PoliciesInForce;
}

/** A request with what every layer needs to know about it. */
interface Case extends DecisionRequest {
  /** How the resource's own policy bears on its use. */
  readonly guard: Guard;
  readonly sameAccount: boolean;
  readonly crossAccount: boolean;
}

/** A layer's say: a denial, or nothing where the request may pass on to the next. */
type LayerVerdict = Denied | undefined;

/**
 * Decides one permission as AWS does: pure, synchronous, and the same for the same request and policies.
 *
 * Throws UndecidableError where the outcome turns on something keyhole cannot know, and PolicyError for a policy that
 * cannot be evaluated (parsePolicy lets none through).
 * Source: IAM user guide, "Policy evaluation logic" and "Cross-account policy evaluation logic"; KMS developer guide,
 * "Default key policy" and "Allowing users in other accounts to use a KMS key".
 */
export function decide(request: DecisionRequest): Decision {
  const account = accountOf(request.principal);
  const sameAccount = account === request.permission.resourceAccount;
  const one: Case = {
    ...request,
    guard: guardOf(request.permission),
    sameAccount,
    crossAccount: account !== undefined && !sameAccount,
  };
  for (const layer of REFUSING_LAYERS) {
    const denied = layer(one);
    if (denied !== undefined) return denied;
  }
  return allowing(one);
}

/** The layers that can only refuse, in the order they are judged; after them somebody must allow. */
const REFUSING_LAYERS: readonly ((one: Case) => LayerVerdict)[] = [
  // Some operations of KMS never reach a key of another account, whatever any policy says.
  crossAccountOperation,
  // An explicit deny anywhere ends it. Its place among the policies: SCP, RCP, endpoint policy, identity-based policies,
  // boundary, session policies, the resource's policy. Of these SCP, RCP, endpoint policy and boundary come later.
  explicitDeny,
  // S3 ignores whatever a public bucket policy gives to anybody outside of the bucket's account.
  blockPublicAccess,
  // SCP and RCP: must allow too, where there are any. Not there yet.
];

function crossAccountOperation(one: Case): LayerVerdict {
  const refused = one.crossAccount && !worksAcrossAccounts(one.permission.action);
  return refused ? deny(one, 'cross-account operation') : undefined;
}

function explicitDeny(one: Case): LayerVerdict {
  const { identity, session, resource } = one.policies;
  const found =
    findDeny(identityPoliciesOf(one, identity), one) ??
    findDeny(session ?? [], one) ??
    // The root user can always look at, replace or remove a bucket policy that locks everybody out.
    (resource === undefined || mendsBucketPolicy(one) ? undefined : findDeny([resource], one));
  return found === undefined ? undefined : deny(one, found.layer, found);
}

/** Only users and roles have identity-based policies: the root user's side is full, nobody's and a service's empty. */
function identityPoliciesOf({ principal }: Case, identity: readonly NamedPolicy[]): readonly NamedPolicy[] {
  return principal.type === 'User' || principal.type === 'AssumedRole' ? identity : [];
}

const BUCKET_POLICY_ACTION = /^s3:(Get|Put|Delete)BucketPolicy$/i;

function mendsBucketPolicy({ principal, sameAccount, permission }: Case): boolean {
  return principal.type === 'Root' && sameAccount && BUCKET_POLICY_ACTION.test(permission.action);
}

function blockPublicAccess(one: Case): LayerVerdict {
  const { restrictPublicBuckets, resource } = one.policies;
  if (restrictPublicBuckets !== true || resource === undefined || one.sameAccount) return undefined;
  if (one.principal.type === 'Service' || !isPublic(resource.policy)) return undefined;
  return deny(one, 'block public access');
}

/** After no layer refused: who has to allow, and did. Grants of KMS come here, beside the key policy. */
function allowing(one: Case): Decision {
  const { resource } = one.policies;
  const onResource = resource === undefined ? NO_ALLOW : findAllow([resource], one);
  if (one.guard.kind === 'trust' && one.principal.type === 'Root') return unallowed(one, one.guard.layer, []);
  if (accountOf(one.principal) === undefined) return withoutAccount(one, onResource);
  return one.sameAccount ? withinAccount(one, onResource) : acrossAccounts(one, onResource);
}

/** Nobody and services have no identity side: the resource's policy alone decides. KMS serves nobody at all. */
function withoutAccount(one: Case, onResource: Allow): Decision {
  const reaches = one.principal.type === 'Service' || one.guard.kind === 'default';
  if (reaches && onResource.named !== NAMED.not) return grant(one, [onResource]);
  return unallowed(one, one.guard.layer, reaches ? [onResource] : []);
}

/**
 * Within one account either side suffices, except for keys and roles: their own policy must name the caller, or hand
 * the question to the identity-based policies by naming the account.
 */
function withinAccount(one: Case, onResource: Allow): Decision {
  if (onResource.named === NAMED.direct) return grant(one, [onResource]);
  const guarded = one.guard.kind !== 'default';
  const byRole = onResource.named === NAMED.role;
  if (guarded && onResource.named === NAMED.not) return unallowed(one, one.guard.layer, [onResource]);
  const onIdentity = byRole ? NO_ALLOW : identityAllow(one);
  // Named by its role's ARN, a session is held within its session policies; the boundary will come here as well.
  if (!byRole && onIdentity.named === NAMED.not) return unallowed(one, 'identity', [onResource, onIdentity]);
  const sides = byRole ? [onResource] : guarded ? [onResource, onIdentity] : [onIdentity];
  return bounded(one, sides, [onResource]);
}

/** Across accounts both sides must allow: the resource's policy there, the caller's own policies here. */
function acrossAccounts(one: Case, onResource: Allow): Decision {
  if (onResource.named === NAMED.not) return unallowed(one, one.guard.layer, [onResource]);
  const onIdentity = identityAllow(one);
  if (onIdentity.named === NAMED.not) return unallowed(one, 'identity', [onIdentity]);
  return bounded(one, [onResource, onIdentity], []);
}

function identityAllow(one: Case): Allow {
  if (one.principal.type === 'Root') return { ...NO_ALLOW, named: NAMED.direct };
  return findAllow(identityPoliciesOf(one, one.policies.identity), one);
}

/** Session policies: each of them must allow what the other sides gave. */
function bounded(one: Case, sides: readonly Allow[], doubtful: readonly Allow[]): Decision {
  for (const policy of one.policies.session ?? []) {
    const onSession = findAllow([policy], one);
    if (onSession.named === NAMED.not) return unallowed(one, 'session', [...doubtful, onSession]);
  }
  return grant(one, sides);
}

function grant({ permission }: Case, sides: readonly Allow[]): Decision {
  const statements: StatementReference[] = [];
  for (const { statement } of sides) if (statement !== undefined) statements.push(statement);
  return { outcome: 'Granted', permission, statements };
}

/** Denied for want of an allow, unless one of the sides that fell short turns on something unknowable. */
function unallowed(one: Case, layer: Layer, sides: readonly Allow[]): Denied {
  for (const { undecidable } of sides) if (undecidable !== undefined) throw undecidable;
  return deny(one, layer);
}

function deny(one: Case, layer: Layer, statement?: StatementReference): Denied {
  const question: Question = { principal: one.principal, permission: one.permission };
  let memo: readonly ConsideredStatement[] | undefined;
  return {
    outcome: 'Denied',
    principal: one.principal,
    permission: one.permission,
    layer,
    explicit: statement !== undefined,
    statement,
    crossAccount: one.crossAccount,
    // Worked out only when somebody asks why.
    get considered() {
      memo ??= considered(one.policies, question);
      return memo;
    },
  };
}
