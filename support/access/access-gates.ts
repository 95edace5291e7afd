import { compile } from '../authorization/compiling/compiled-policy.ts';
import {
  type CompiledStatement,
  coversResource,
  principalOf,
} from '../authorization/compiling/compiled-statement.ts';
import type { PolicyKind } from '../authorization/grammar/policy-kind.ts';
import { NAMED, type Named } from '../authorization/matching/principal-matcher.ts';
import { parsedPolicy } from '../authorization/parse-policy.ts';
import type { Policy, Statement } from '../authorization/terms/policy.ts';
import { accountOf, type Principal } from '../aws/principal.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessResource } from './access-resources.ts';
import type { AccessUse } from './access-use.ts';
import type { AccessWorld } from './access-world.ts';
import { ANY_REQUEST, IdentityAllows, type IdentitySide } from './identity-allows.ts';
import { objectArn } from './object-arn.ts';
import { mayAsk } from './token-holders.ts';

/** The statements of a resource's policy that may allow a use; `everyone` if something else may allow it. */
export type Gate = readonly Statement[] | 'everyone';

/**
 * Tells apart the principals to which no request can give a use, by two sides. The policy of the resource has to name the principal,
 * and the principal's own policies have to allow the action. Across accounts both must. Within an account one of them suffices, except
 * for keys and roles.
 */
export class AccessGates {
  readonly #world: Pick<AccessWorld, 'played'>;
  readonly #identities: IdentityAllows;
  readonly #gates = new Map<AccessResource, Map<string, Gate>>();
  readonly #policies = new Map<AccessResource, Policy | 'unread' | undefined>();

  constructor(world: Pick<AccessWorld, 'played'>) {
    this.#world = world;
    this.#identities = new IdentityAllows(world.played.provisioned);
  }

  /** False for a principal that cannot have a use, whatever else holds. */
  mayPass(who: AccessPrincipal, use: AccessUse): boolean {
    return this.passing(who, use.action.action)(use, this.gateOf(use));
  }

  /** False for a principal that could not have a use even if its own policies allowed everything. */
  mayPassWithAll(who: AccessPrincipal, use: AccessUse): boolean {
    return passingWith('any', who, use.action.action)(use, this.gateOf(use));
  }

  /** Says of uses of one action, each with its gate, if a principal may have them. */
  passing(who: AccessPrincipal, action: string): (use: AccessUse, gate: Gate) => boolean {
    return passingWith(this.#identities.allowing(who, action), who, action);
  }

  /** False for a principal whose own policies allow an action nowhere. */
  mayAllowSomewhere(who: AccessPrincipal, action: string): boolean {
    const allows = this.#identities.allowing(who, action);
    return allows === 'any' || allows.length > 0;
  }

  /** The identity-based policies of a principal. */
  identityOf(who: AccessPrincipal): IdentitySide {
    return this.#identities.of(who);
  }

  /** The statements that may allow a use to some principal. */
  gateOf(use: AccessUse): Gate {
    const { resource, action, object } = use;
    let gates = this.#gates.get(resource);
    if (gates === undefined) {
      gates = new Map();
      this.#gates.set(resource, gates);
    }
    const name = object === undefined ? action.action : `${action.action} ${object}`;
    const known = gates.get(name);
    if (known !== undefined) return known;
    const gate = this.#readGate(use);
    gates.set(name, gate);
    return gate;
  }

  #readGate({ resource, action: { action }, object }: AccessUse): Gate {
    const policy = this.policyOf(resource);
    if (policy === 'unread') return 'everyone';
    if (policy === undefined) return [];
    const arn = arnOfUse({ resource, object });
    const permission = { action, resource: arn, resourceAccount: '', context: ANY_REQUEST };
    return compile(policy)
      .covering(action)
      .Allow.filter((one) => action.startsWith('sts:AssumeRole') || coversResource(one, permission) !== false)
      .map(({ statement }) => statement);
  }

  /** The policy of a resource, parsed once for all that have the same text; `unread` if grants or ACLs may name principals. */
  policyOf(resource: AccessResource): Policy | 'unread' | undefined {
    if (this.#policies.has(resource)) return this.#policies.get(resource);
    const policy = this.#readPolicy(resource);
    this.#policies.set(resource, policy);
    return policy;
  }

  /** The policy of a resource; `unread` if something besides a policy may name principals: grants, and ACLs. */
  #readPolicy({ id, kind, arn }: AccessResource): Policy | 'unread' | undefined {
    const { provisioned } = this.#world.played;
    const { roles, keys, buckets, secrets, tables } = provisioned.scenario.document;
    const name = id.slice(id.indexOf('.') + 1);
    const parsed = (path: string | undefined, as: PolicyKind) =>
      path === undefined ? undefined : parsedPolicy(provisioned.policy(path), as);
    // A key without a policy in scenario.yaml has the default one.
    switch (kind) {
      case 'role':
        return parsed(roles[name]?.trust, 'trust') ?? 'unread';
      case 'user':
        return undefined;
      case 'key':
        return Object.keys(keys[name]?.grants ?? {}).length > 0
          ? 'unread'
          : (parsed(keys[name]?.policy, 'key') ?? 'unread');
      case 'bucket': {
        const { policy, objectOwnership = 'BucketOwnerEnforced' } = buckets[name] ?? {};
        return objectOwnership === 'BucketOwnerEnforced' ? parsed(policy, 'bucket') : 'unread';
      }
      case 'secret':
        return parsed(secrets[name]?.policy, 'secret');
      case 'table':
        return parsed(tables[name]?.policy, 'table');
      // The bucket behind it decides too. Every principal is asked about.
      case 'access point':
      case 'other':
        // Managed policies and groups have no policy at them.
        return /^arn:aws:iam::\d+:(?:policy|group)\//.test(arn) ? undefined : 'unread';
    }
  }
}

/** Says of uses of one action if a principal may have them, whose own policies allow the action by some statements. */
function passingWith(
  allows: readonly CompiledStatement[] | 'any',
  { principal }: AccessPrincipal,
  action: string,
): (use: AccessUse, gate: Gate) => boolean {
  if (!mayAsk(principal, action)) return () => false;
  const account = accountOf(principal);
  const guarded = isGuarded(action);
  return (use, gate) => {
    if (gate === 'everyone') return true;
    const named = namedByAny(gate, principal);
    if (account !== use.resource.accountId) {
      if (named === NAMED.not) return false;
    } else {
      if (named >= NAMED.role) return true;
      if (named === NAMED.not && guarded) return false;
    }
    return allows === 'any' || allows.some(covering(action, arnOfUse(use)));
  };
}

/** The closest that some statements name a principal. One that keyhole cannot know counts as the closest. */
function namedByAny(gate: readonly Statement[], principal: Principal): Named {
  let best: Named = NAMED.not;
  for (const statement of gate) {
    const named = principalOf(statement, { principal, hasBoundary: false });
    if (typeof named === 'object') return NAMED.direct;
    if (named > best) best = named;
  }
  return best;
}

/** True for an action that the resource's own policy has to allow, or to leave to the account, even within the account. */
function isGuarded(action: string): boolean {
  return action.startsWith('kms:') || action.startsWith('sts:');
}

/** The ARN that a use is about. */
export function arnOfUse({ resource, object }: Pick<AccessUse, 'resource' | 'object'>): string {
  return object === undefined ? resource.arn : objectArn(resource.arn, object);
}

function covering(action: string, resource: string) {
  const permission = { action, resource, resourceAccount: '', context: ANY_REQUEST };
  return (statement: CompiledStatement) => coversResource(statement, permission) !== false;
}
